/**
 * The chip of a state in a summary, such as `` `sent`{.state .sent} ``: a label in backticks and the classes
 * that the Console draws it by, of which the one that is not `.state` is the state.
 */
const CHIP = /`([^`{}]*)`\{([^{}]*)\}/g;

/** The state that a summary names by its chip; undefined without one. */
export function stateIn(summary: string): string | undefined {
  for (const [, , classes = ""] of summary.matchAll(CHIP)) {
    const state = stateOf(classes);
    if (state !== undefined) {
      return state;
    }
  }
  return undefined;
}

/** The summary with another state in its chip. */
export function withState(summary: string, state: string): string {
  return summary.replace(CHIP, (chip, label: string, classes: string) => {
    const old = stateOf(classes);
    return old === undefined
      ? chip
      : `\`${label.toLowerCase() === old ? cased(state, label) : state}\`{.state .${state}}`;
  });
}

function stateOf(classes: string): string | undefined {
  const names = classes.trim().split(/\s+/);
  return names.includes(".state") ? names.find((name) => name !== ".state")?.replace(/^\./, "") : undefined;
}

/** A state written as the label was: with a capital or without. */
function cased(state: string, label: string): string {
  return label === label.toLowerCase() ? state : state.charAt(0).toUpperCase() + state.slice(1);
}
