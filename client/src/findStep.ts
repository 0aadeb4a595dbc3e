import type { NoAnswer } from "./session";

/** A step or workflow that was found. Lines and characters count from 0. */
export interface FoundPlace {
  readonly name: string;
  /** Of a step, the name of its workflow; of a workflow, its file. */
  readonly container: string;
  readonly uri: string;
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What finding a step asks of the person and of the world. */
export interface FindPorts {
  /** The selected text; empty where nothing is selected. */
  selection(): string;
  clipboard(): Promise<string>;
  /**
   * Asks for a text with a UUID in it; undefined when that was given up.
   *
   * @param fault what is wrong with a text, or undefined
   */
  ask(proposal: string, fault: (text: string) => string | undefined): Promise<string | undefined>;
  /** The steps and workflows with a UUID, where somebody can say. */
  search(id: string): Promise<readonly FoundPlace[] | NoAnswer>;
  choose(places: readonly FoundPlace[]): Promise<FoundPlace | undefined>;
  open(place: FoundPlace): Promise<void>;
  /** Tells something; the answer is the button that was chosen, if one ever is. */
  inform(text: string, ...buttons: string[]): Promise<string | undefined>;
}

const FIND_ANOTHER = "Find Another";

/** More UUIDs than these are not looked for. */
const MOST_IDS = 100;

const UUID = /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/gi;

/** The UUIDs in a text, each once, in their order. */
export function uuidsIn(text: string): string[] {
  const ids = [...text.matchAll(UUID)].map(([id]) => id.toLowerCase());
  return [...new Set(ids)].slice(0, MOST_IDS);
}

/**
 * Leads to the step or workflow whose UUID is selected, else to the one whose UUID is in the clipboard, such as
 * in a job's error message. Asks where neither has one that is known.
 */
export async function findStep(ports: FindPorts): Promise<void> {
  const selected = uuidsIn(ports.selection());
  if (selected.length > 0) {
    await show(ports, selected);
    return;
  }
  const copied = uuidsIn(await ports.clipboard());
  const places = await searchAll(ports, copied);
  if (places.length === 0) {
    await askAndShow(ports, copied[0] ?? "");
  } else {
    await showPlaces(ports, places, copied);
  }
}

async function askAndShow(ports: FindPorts, proposal: string): Promise<void> {
  const text = await ports.ask(proposal, (typed) =>
    typed.trim() === "" || uuidsIn(typed).length > 0 ? undefined : "There is no UUID in this.",
  );
  const ids = uuidsIn(text ?? "");
  if (ids.length > 0) {
    await show(ports, ids);
  }
}

async function show(ports: FindPorts, ids: readonly string[]): Promise<void> {
  await showPlaces(ports, await searchAll(ports, ids), ids);
}

async function showPlaces(
  ports: FindPorts,
  places: readonly FoundPlace[] | NoAnswer,
  ids: readonly string[],
): Promise<void> {
  if (places === "unanswered") {
    await ports.inform("The language server does not answer, so nothing can be found.");
  }
  if (typeof places === "string") {
    return;
  }
  const [first, ...others] = places;
  if (!first) {
    const what = ids.length === 1 ? `the ID ${ids[0]}` : `one of these ${ids.length} IDs`;
    const text = `No step or workflow of the open folders has ${what}.`;
    if ((await ports.inform(text, FIND_ANOTHER)) === FIND_ANOTHER) {
      await askAndShow(ports, "");
    }
    return;
  }
  const place = others.length === 0 ? first : await ports.choose(places);
  if (place) {
    await ports.open(place);
  }
}

/** What has one of the UUIDs, in their order, where somebody can say. */
async function searchAll(ports: FindPorts, ids: readonly string[]): Promise<FoundPlace[] | NoAnswer> {
  const found: FoundPlace[] = [];
  for (const id of ids) {
    const places = await ports.search(id);
    if (typeof places === "string") {
      return places;
    }
    found.push(...places);
  }
  return found;
}
