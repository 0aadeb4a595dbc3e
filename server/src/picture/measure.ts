/**
 * How wide a text is drawn, in pixels, without a font to ask: the widths of signs in the sans-serif fonts of today's
 * systems, the widest of each kind, so that a text rather has too much room than too little.
 *
 * @param size the size of the font in pixels
 */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const sign of text) {
    width += signWidth(sign);
  }
  return width * size;
}

/** The longest beginning of a text that fits a width in pixels, with an ellipsis where the rest is cut off. */
export function fitted(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) {
    return text;
  }
  let room = width / size - signWidth("…");
  let kept = "";
  for (const sign of text) {
    room -= signWidth(sign);
    if (room < 0) {
      break;
    }
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** In parts of the font's size. */
function signWidth(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0x1100) {
    // East Asian signs and pictures are squares; what joins or turns signs takes no room, which is no harm here.
    return code >= 0x2e80 ? 1.1 : 0.75;
  }
  if ("iljtfrI.,:;'|!()[]{} ".includes(sign)) {
    return 0.36;
  }
  if ("mwMW@%".includes(sign)) {
    return 0.92;
  }
  return /\p{Lu}/u.test(sign) ? 0.7 : 0.58;
}
