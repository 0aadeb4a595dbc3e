/** A piece of XML, as it stands in the file. */
export type Markup = string;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with what is in it; attributes without a value are left out. */
export function element(name: string, given: Attributes, ...content: readonly Markup[]): Markup {
  const open = `<${name}${attributes(given)}`;
  return content.length > 0 ? `${open}>${content.join("")}</${name}>` : `${open}/>`;
}

/** The attributes of an element, each behind a blank. */
export function attributes(given: Attributes): Markup {
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${text(typeof value === "number" ? rounded(value) : String(value))}"`)
    .join("");
}

/** A text as XML writes it. Signs that XML cannot have are left out. */
export function text(plain: string): Markup {
  return plain.replace(UNKNOWN, "").replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** The control characters besides the white space, and the two that are no characters. */
const UNKNOWN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A length with two digits behind the point at most. */
function rounded(length: number): string {
  return String(Math.round(length * 100) / 100);
}
