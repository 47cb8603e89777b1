#!/usr/bin/env bash
# Makes the typefaces of this folder: static, without hinting, and only of the scripts that a figure is likely to need.
#
#   bash src/figure/fonts/rebuild.sh 'Arimo[wght].ttf' DejaVuSans.ttf
#
# The first file is in the crate graphviz-pure-raster 1.0.0 (fonts/), the second in the crate dejavu 2.37.0
# (assets/dejavu-fonts-ttf-2.37/ttf/). Needs fonttools 4.68: pip install fonttools==4.68.0
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -r "$work"' EXIT
# The same bytes whenever it is run.
export SOURCE_DATE_EPOCH=0

latin=U+0020-007E,U+00A0-02FF,U+1E00-1EFF
marks=U+0300-036F
greek_cyrillic=U+0370-052F,U+1F00-1FFF
hebrew=U+0590-05FF,U+FB1D-FB4F
signs=U+2000-209F,U+20A0-20BF,U+2100-22FF,U+25CC,U+FFFD
arabic=U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFF
armenian_georgian=U+0530-058F,U+10A0-10FF
shapes=U+2300-2303,U+2308-230B,U+2318,U+25A0-25FF,U+2605-2606,U+2660-2667,U+266D-266F,U+2713-2718,U+27E8-27E9,U+27F5-27FA

subset() {
  pyftsubset "$1" --output-file="$2" --unicodes="$3" --no-hinting --notdef-outline \
    --layout-features='*' --name-IDs='*' --no-recalc-timestamp --drop-tables+=DSIG,FFTM,MATH,gasp
}

for weight in 400:Regular 700:Bold; do
  fonttools varLib.instancer "$1" "wght=${weight%%:*}" --update-name-table --static \
    --no-recalc-timestamp --output "$work/instance.ttf"
  subset "$work/instance.ttf" "$here/Arimo-${weight##*:}.ttf" "$latin,$marks,$greek_cyrillic,$hebrew,$signs"
done
subset "$2" "$here/DejaVuSans.ttf" "U+0020-007E,U+00A0-00FF,$marks,$greek_cyrillic,$arabic,$armenian_georgian,$signs,$shapes"
