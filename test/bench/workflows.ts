/**
 * A workflow of so many steps as people write them: named, with config, with a condition here and there, and
 * nothing in it that a server would report.
 */
export function generateWorkflow(steps: number, seed = 1): string {
  const random = numbers(seed);
  const id = () => {
    const hex = (length: number) =>
      Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
    return `${hex(8)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}`;
  };
  let left = steps;
  const list = (depth: number, most: number): object[] => {
    const made: object[] = [];
    while (left > 0 && made.length < most) {
      left--;
      made.push(step(depth));
    }
    return made;
  };
  const step = (depth: number): object => {
    const kind = Math.floor(random() * 4);
    const number = steps - left;
    const base = { id: id(), name: `Step number ${number}` };
    if (number === 1) {
      return { ...base, action: "verifactu.generate" };
    }
    switch (kind) {
      case 0:
        return {
          ...base,
          action: "silo.state",
          summary: "Set state to `sent`{.state .sent}",
          config: { state: "sent" },
        };
      case 1:
        return { ...base, action: "pdf", config: { locale: "es", layout: "A4", date_format: "%Y-%m-%d" } };
      case 2:
        return {
          ...base,
          action: "verifactu.send",
          ...(depth < 3 && left > 3 && { next: [{ status: "KO", code: "4107", steps: list(depth + 1, 3) }] }),
        };
      default:
        return { ...base, action: "sequence.enumerate", config: { name: "invoices", padding: 6 } };
    }
  };
  const workflow = {
    name: "Generated",
    description: `A workflow of ${steps} steps`,
    schema: "bill/invoice",
    steps: list(0, Number.POSITIVE_INFINITY),
    rescue: [],
  };
  return `${JSON.stringify(workflow, null, 2)}\n`;
}

/** Pseudo-random numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
