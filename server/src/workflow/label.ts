import { labelOf, type Step } from "./model";

/** Longer labels are cut off where they stand beside other text. */
const LONGEST = 60;

/** White space that is no single space between two words. */
const UNEVEN = /^\s|[^\S ]|\s\s|\s$/;

/** A name on one line, as lists show it. Editors refuse an empty one. */
export function oneLine(name: string): string {
  // Nearly all names are so already, and outlines have thousands of them.
  if (name !== "" && !UNEVEN.test(name)) {
    return name;
  }
  return name.replace(/\s+/g, " ").trim() || "(no name)";
}

/** A name short enough to stand beside other text. */
export function shortened(name: string): string {
  const characters = [...oneLine(name)];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : characters.join("");
}

/** A step as it is called in a title or a sentence, in quotes. */
export function called(step: Step): string {
  return `'${shortened(labelOf(step))}'`;
}
