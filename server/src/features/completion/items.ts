import { describeAction } from "../../schema/describe";
import { rankActions } from "../../schema/rank";
import { actionOf, type Step } from "../../workflow/model";
import { placeAt } from "../../workflow/shape";
import { type CompletionContext, escapeSnippet, type Suggestion } from "./item";
import { Places, stepSkeleton } from "./skeleton";
import { conditionCodes, describeShortly } from "./values";

/** What may stand as an item of a list: whole steps, whole conditions. */
export function suggestListItems(context: CompletionContext, step: Step | undefined): Suggestion[] {
  switch (placeAt(context.cursor.path)) {
    case "step":
      return suggestWholeSteps(context);
    case "condition":
      return suggestWholeConditions(context, step);
    default:
      return [];
  }
}

function suggestWholeSteps({ document, catalog, newId }: CompletionContext): Suggestion[] {
  const actions = rankActions(document, catalog).map(({ action, rank }) => ({
    kind: "snippet" as const,
    label: action.title ?? action.id,
    text: stepSkeleton(action, newId),
    isSnippet: true,
    description: action.title ? describeShortly({ ...action, title: action.id }) : "",
    documentation: describeAction(action),
    words: [action.id, "step", ...(action.keywords ?? [])],
    rank: rank + 1,
  }));
  const empty: Suggestion = {
    kind: "snippet",
    label: "New step",
    text: stepSkeleton(undefined, newId),
    isSnippet: true,
    description: "with a fresh UUID",
    words: ["step"],
    rank: 0,
  };
  return [empty, ...actions];
}

function suggestWholeConditions({ catalog }: CompletionContext, step: Step | undefined): Suggestion[] {
  const branch = (match: readonly string[], places: Places): string =>
    `{\n\t${[...match, `"steps": [\n\t\t${places.take()}\n\t]`].join(",\n\t")}\n}`;
  const byStatus = new Places();
  const stop = new Places();
  const status = `"status": "${byStatus.choose(["KO", "OK", "SKIP", "TIMEOUT"])}"`;
  const codes = conditionCodes(catalog.get((step && actionOf(step)) ?? ""));
  return [
    ...codes.map(({ code, status: known, description }, rank) => ({
      kind: "snippet" as const,
      label: `Condition on ${known ? `${known} ` : ""}${code}`,
      text: branch(
        [...(known ? [`"status": "${known}"`] : []), `"code": ${escapeSnippet(JSON.stringify(code))}`],
        new Places(),
      ),
      isSnippet: true,
      description,
      words: ["code"],
      rank,
    })),
    {
      kind: "snippet",
      label: "Condition with steps",
      text: branch([status], byStatus),
      isSnippet: true,
      description: "runs steps when the status matches",
      words: ["status steps branch"],
      rank: 100,
    },
    {
      kind: "snippet",
      label: "Condition that stops",
      text: `{\n\t"status": "${stop.choose(["KO", "OK", "SKIP", "TIMEOUT"])}",\n\t"stop": true\n}`,
      isSnippet: true,
      description: "ends the workflow when the status matches",
      words: ["status stop end"],
      rank: 101,
    },
  ];
}
