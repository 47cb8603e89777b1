// The words of the page: relations, signs, counts.

/** The kinds of edge, in the order of the legend. */
export const STYLES = ['supports', 'disputes', 'mixed', 'neutral', 'cites'];

/** What each kind of edge means, as in the legend of the figures. */
export const STYLE_WORDS = {
  supports: 'supports',
  disputes: 'disputes',
  mixed: 'supports in part',
  neutral: 'responds, takes no side',
  cites: 'cites',
};

const STYLE_OF_SIGN = { '+1': 'supports', '-1': 'disputes', mixed: 'mixed', 0: 'neutral' };

/** The kind of edge that stands for a sign. */
export function styleOfSign(sign) {
  return STYLE_OF_SIGN[sign] ?? 'neutral';
}

/** A sign as it is printed. */
export function signMark(sign) {
  return { '+1': '+1', '-1': '−1', mixed: '±', 0: '0' }[sign] ?? String(sign);
}

/** The words of a relation: its own label, or its name as it stands. */
export function relationWords(debate, relation) {
  return debate.relations[relation]?.label ?? relation;
}

/** The words of a relation from the other end: "is disputed by". */
export function inverseWords(debate, relation) {
  return debate.relations[relation]?.inverse ?? `${relationWords(debate, relation)} (from)`;
}

/** "1 work", "2 works". */
export function count(number, singular, plural = `${singular}s`) {
  return `${figure(number)} ${number === 1 ? singular : plural}`;
}

/** A number with thin spaces between thousands. */
export function figure(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}

/** A number with at most so many decimals, without trailing zeros. */
export function decimal(number, digits = 2) {
  return number === null || number === undefined ? '–' : String(Number(Number(number).toFixed(digits))).replace('-', '−');
}

/** A share as a percentage. */
export function percent(share) {
  return `${decimal(share * 100, 1)}\u202f%`;
}

/** Letters without their accents, so that Özkanca is found by ozkanca. */
export function plain(term) {
  return term.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
}
