//! What each LaTeX command means in a line of plain text.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Stands for these characters.
    Text(&'static str),
    /// Puts this combining mark on the next letter.
    Accent(char),
    /// Does something to the group that follows.
    Group(Group),
    /// Stands for white space.
    Space,
    /// Leaves nothing: a font switch or a spacing hint.
    Nothing,
}

/// What becomes of the group after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Its text is kept as if the command were not there.
    Plain,
    /// This many groups leave nothing.
    Skip(u8),
    /// Its text is put in quotation marks.
    Quote,
    /// Its text is kept letter by letter: an address.
    Verbatim,
    /// Its text is read as mathematics.
    Math,
    /// Its text is read as words, inside mathematics too.
    Words,
    /// A raised group.
    Superscript,
    /// A lowered group.
    Subscript,
    /// The first of two groups with a stroke between them.
    Numerator,
}

/// The meaning of a control word (`\alpha`), given without its backslash.
pub(super) fn control_word(name: &str) -> Option<Meaning> {
    static WORDS: LazyLock<FxHashMap<&'static str, Meaning>> = LazyLock::new(|| {
        let mut words = FxHashMap::default();
        let mut symbols = SYMBOLS.split_ascii_whitespace();
        while let (Some(name), Some(text)) = (symbols.next(), symbols.next()) {
            words.insert(name, Meaning::Text(text));
        }
        words.extend(NOTHING.split_ascii_whitespace().map(|name| (name, Meaning::Nothing)));
        words.extend(SPACES.split_ascii_whitespace().map(|name| (name, Meaning::Space)));
        words.extend(WORD_ACCENTS.iter().map(|&(name, mark)| (name, Meaning::Accent(mark))));
        for &(names, group) in GROUPS {
            words.extend(names.split_ascii_whitespace().map(|name| (name, Meaning::Group(group))));
        }
        words
    });
    WORDS.get(name).copied()
}

/// The meaning of a control symbol (`\&`), given without its backslash.
///
/// None for one that TeX does not know: it stands for itself.
pub(super) fn control_symbol(symbol: char) -> Option<Meaning> {
    Some(match symbol {
        '`' => Meaning::Accent('\u{300}'),
        '\'' => Meaning::Accent('\u{301}'),
        '^' => Meaning::Accent('\u{302}'),
        '~' => Meaning::Accent('\u{303}'),
        '=' => Meaning::Accent('\u{304}'),
        '.' => Meaning::Accent('\u{307}'),
        '"' => Meaning::Accent('\u{308}'),
        '-' | '/' | '!' | '@' => Meaning::Nothing,
        ' ' | ',' | ';' | ':' | '>' | '\\' | '\n' | '\t' | '\r' => Meaning::Space,
        '&' => Meaning::Text("&"),
        '%' => Meaning::Text("%"),
        '$' => Meaning::Text("$"),
        '#' => Meaning::Text("#"),
        '_' => Meaning::Text("_"),
        '{' => Meaning::Text("{"),
        '}' => Meaning::Text("}"),
        '|' => Meaning::Text("‖"),
        _ => return None,
    })
}

/// The accent as a character of its own, for an accent over nothing (`\~{}`).
pub(super) fn spacing_accent(mark: char) -> &'static str {
    match mark {
        '\u{300}' => "`",
        '\u{301}' => "´",
        '\u{302}' => "^",
        '\u{303}' => "~",
        '\u{304}' => "¯",
        '\u{306}' => "˘",
        '\u{307}' => "˙",
        '\u{308}' => "¨",
        '\u{30A}' => "˚",
        '\u{30B}' => "˝",
        '\u{30C}' => "ˇ",
        '\u{327}' => "¸",
        '\u{328}' => "˛",
        _ => "",
    }
}

/// Whether the mark sits above its letter, where it replaces the dot of an `i`.
pub(super) fn is_above(mark: char) -> bool {
    !matches!(mark, '\u{323}' | '\u{326}' | '\u{327}' | '\u{328}' | '\u{331}')
}

/// The character raised, where every font has it.
pub(super) fn superscript(character: char) -> Option<char> {
    Some(match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + (character as u32 - '4' as u32))?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        '∘' | '°' => '°',
        '′' | '∗' | '*' | '†' | '‡' => character,
        _ => return None,
    })
}

/// The character lowered, where every font has it.
pub(super) fn subscript(character: char) -> Option<char> {
    Some(match character {
        '0'..='9' => char::from_u32('₀' as u32 + (character as u32 - '0' as u32))?,
        '+' => '₊',
        '-' | '−' => '₋',
        '=' => '₌',
        '(' => '₍',
        ')' => '₎',
        _ => return None,
    })
}

/// Accents whose names are letters, of text and of mathematics.
const WORD_ACCENTS: &[(&str, char)] = &[
    ("H", '\u{30B}'),
    ("b", '\u{331}'),
    ("c", '\u{327}'),
    ("d", '\u{323}'),
    ("k", '\u{328}'),
    ("r", '\u{30A}'),
    ("t", '\u{361}'),
    ("u", '\u{306}'),
    ("v", '\u{30C}'),
    ("G", '\u{30F}'),
    ("f", '\u{311}'),
    ("h", '\u{309}'),
    ("U", '\u{30E}'),
    ("textcommabelow", '\u{326}'),
    ("textdotbelow", '\u{323}'),
    ("textmacronbelow", '\u{331}'),
    ("textogonekcentered", '\u{328}'),
    ("acute", '\u{301}'),
    ("bar", '\u{304}'),
    ("breve", '\u{306}'),
    ("check", '\u{30C}'),
    ("ddot", '\u{308}'),
    ("dot", '\u{307}'),
    ("grave", '\u{300}'),
    ("hat", '\u{302}'),
    ("mathring", '\u{30A}'),
    ("tilde", '\u{303}'),
    ("vec", '\u{20D7}'),
];

/// Commands that do something to the group after them.
const GROUPS: &[(&str, Group)] = &[
    (
        "emph textit textbf textsc texttt textsl textsf textrm textup textmd textnormal underline mbox hbox \
         mkbibemph mkbibitalic mkbibbold mkbibparens mkbibbrackets mkbibacro MakeUppercase MakeLowercase \
         MakeSentenceCase NoCaseChange uppercase lowercase citetitle bibstring mathrm mathit \
         mathbf mathsf mathtt mathcal mathbb mathfrak boldsymbol bm overline widehat widetilde uline sout ul",
        Group::Plain,
    ),
    ("enquote mkbibquote textquote", Group::Quote),
    ("url path nolinkurl detokenize", Group::Verbatim),
    ("ensuremath", Group::Math),
    ("text textnormalfont operatorname", Group::Words),
    ("textsuperscript mkbibsuperscript", Group::Superscript),
    ("textsubscript mkbibsubscript", Group::Subscript),
    ("frac tfrac dfrac nicefrac sfrac", Group::Numerator),
    (
        "href noopsort textcolor color label footnote thanks index hspace vspace raisebox selectlanguage \
         foreignlanguage texorpdfstring phantom hphantom vphantom fontfamily fontseries fontshape \
         todo hyphenation pagecolor begin end",
        Group::Skip(1),
    ),
    ("fontsize setcounter addtocounter", Group::Skip(2)),
];

/// Font switches and hints of spacing, which leave nothing.
const NOTHING: &str = "
    it em bf sc rm tt sl sf itshape slshape scshape upshape bfseries mdseries rmfamily sffamily ttfamily
    normalfont normalsize tiny scriptsize footnotesize small large Large LARGE huge Huge relax protect
    displaystyle textstyle scriptstyle left right big Big bigg Bigg bigl bigr Bigl Bigr limits nolimits
    allowbreak nobreak noindent leavevmode ignorespaces unskip frenchspacing nonfrenchspacing hyphen
    textcompwordmark nonumber notag boldmath unboldmath sloppy null cyr selectfont upshape xspace nocorr
    bibnodot cal mit";

/// Commands that stand for white space.
const SPACES: &str = "space quad qquad newline linebreak par newblock thinspace enspace hfill hfil
    addspace addnbspace nobreakspace medspace thickspace enskip break addthinspace isdot bibrangessep";

/// Commands that stand for characters: name, text, name, text.
const SYMBOLS: &str = "
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø aa å AA Å l ł L Ł dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
    i ı j ȷ ij ĳ IJ Ĳ imath ı jmath ȷ textschwa ə textturna ɐ hbar ℏ ell ℓ
    hamza ʾ ayn ʿ textlatin ʼ cprime ʹ cdprime ʺ

    textendash – textemdash — endash – emdash — textquotedblleft “ textquotedblright ” textquoteleft ‘
    textquoteright ’ quotedblbase „ quotesinglbase ‚ textquotedbl \" textquotesingle ' textasciigrave `
    guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright ›
    flqq « frqq » flq ‹ frq › glqq „ grqq “ glq ‚ grq ‘ lq ‘ rq ’ ldots … dots … dotsc … dotso … textellipsis …
    cdots ⋯ vdots ⋮ ddots ⋱ slash / textslash / textbackslash \\ backslash \\ textbar | textbardbl ‖ vert |
    Vert ‖ lvert | rvert | textbraceleft { textbraceright } lbrace { rbrace } lbrack [ rbrack ]
    textasciitilde ~ textasciicircum ^ textasciimacron ¯ textasciidieresis ¨ textasciiacute ´
    textunderscore _ textdollar $ textampersand & textpercent % textnumbersign # textless < textgreater >
    lt < gt > textexclamdown ¡ textquestiondown ¿ textperiodcentered · textcentereddot · textbullet •
    textvisiblespace ␣ bibrangedash – bibdash – dash – hyp - colon :

    S § P ¶ textsection § textparagraph ¶ copyright © textcopyright © textregistered ® texttrademark ™
    pounds £ textsterling £ euro € texteuro € EUR € textyen ¥ yen ¥ textcent ¢ textcurrency ¤ textdegree ° degree °
    textordmasculine º textordfeminine ª textonesuperior ¹ texttwosuperior ² textthreesuperior ³
    textonehalf ½ textonequarter ¼ textthreequarters ¾ textmu µ textohm Ω textdagger † textdaggerdbl ‡
    dag † ddag ‡ dagger † ddagger ‡ textnumero № textperthousand ‰ textestimated ℮ textmultiply ×
    texttimes × textdiv ÷ textpm ± textlnot ¬ textminus − textsurd √ textasteriskcentered ∗ checkmark ✓
    textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓ textbrokenbar ¦ textlangle 〈 textrangle 〉
    TeX TeX LaTeX LaTeX BibTeX BibTeX LaTeXe LaTeX2e XeTeX XeTeX LuaTeX LuaTeX

    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
    varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
    upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ
    Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    textalpha α textbeta β textgamma γ textdelta δ textepsilon ε textkappa κ textlambda λ texttau τ textomega ω
    varGamma Γ varDelta Δ varTheta Θ varLambda Λ varSigma Σ varPhi Φ varPsi Ψ varOmega Ω

    times × div ÷ pm ± mp ∓ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ setminus ∖
    leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ ll ≪ gg ≫ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡
    propto ∝ asymp ≍ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳ vdash ⊢ models ⊨ perp ⊥ bot ⊥ top ⊤
    mid ∣ parallel ∥ to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ leftrightarrow ↔
    Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒ mapsto ↦ longrightarrow ⟶ hookrightarrow ↪
    longleftarrow ⟵ rightleftharpoons ⇌ rightharpoonup ⇀ nearrow ↗ searrow ↘
    infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint ∮ surd √ sqrt √ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃
    subseteq ⊆ supseteq ⊇ cup ∪ cap ∩ bigcup ⋃ bigcap ⋂ emptyset ∅ varnothing ∅ forall ∀ exists ∃
    nexists ∄ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ therefore ∴ because ∵ angle ∠ triangle △ Box □ square □
    Diamond ◇ diamond ⋄ diamondsuit ♢ heartsuit ♡ clubsuit ♣ spadesuit ♠ prime ′ aleph ℵ Re ℜ Im ℑ wp ℘
    langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ flat ♭ natural ♮ sharp ♯ odotsun ☉ sun ☉ hslash ℏ";
