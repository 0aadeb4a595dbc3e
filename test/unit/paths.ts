/** A step as JSON gives it. */
interface JsonStep {
  readonly id: string;
  readonly name: string;
  readonly next?: readonly JsonCondition[];
}

interface JsonCondition {
  readonly status?: string;
  readonly code?: string;
  readonly steps?: readonly JsonStep[];
  readonly step_id?: string;
  readonly stop?: boolean;
}

interface JsonWorkflow {
  readonly steps: readonly JsonStep[];
  readonly rescue?: readonly JsonStep[];
}

/** Where the flow is: a step of a list, and the step whose branch that list is. */
interface Place {
  readonly list: readonly JsonStep[];
  readonly at: number;
  readonly branchOf: Place | undefined;
  readonly stops: boolean;
}

/** A walk of more steps than these has too many ways to compare, and one way of more than these has no end. */
const MOST_STEPS = 5000;
const LONGEST = 60;

/**
 * All ways that a workflow can take from its first step, each as the names of the steps that run with what was
 * matched between them; undefined where a way never ends, or where there are too many. It is read off the JSON
 * alone, as Invopop describes it, and knows nothing of the server's own view of the flow.
 */
export function pathsOf(text: string): ReadonlySet<string> | undefined {
  const { steps, rescue = [] }: JsonWorkflow = JSON.parse(text.replace(/^\ufeff/, ""));
  const places = new Map<string, Place>();
  const collect = (list: readonly JsonStep[], branchOf: Place | undefined, stops: boolean): void => {
    list.forEach((step, at) => {
      const place = { list, at, branchOf, stops };
      places.set(step.id, place);
      for (const condition of step.next ?? []) {
        collect(condition.steps ?? [], place, condition.stop === true);
      }
    });
  };
  collect(steps, undefined, false);
  collect(rescue, undefined, false);

  const paths = new Set<string>();
  let walked = 0;
  const walk = (place: Place, path: readonly string[]): boolean => {
    const step = place.list[place.at];
    if (step === undefined) {
      if (place.branchOf !== undefined && !place.stops) {
        return walk(behind(place.branchOf), path);
      }
      paths.add(path.join(" "));
      return true;
    }
    if (path.length > LONGEST || ++walked > MOST_STEPS) {
      return false;
    }
    const conditions = step.next ?? [];
    const isSure = conditions.some(({ status, code }) => (status === undefined || status === "NA") && !code);
    return (
      (isSure || walk(behind(place), [...path, step.name, "-"])) &&
      conditions.every((condition) => {
        const match = `${condition.status ?? ""}/${condition.code ?? ""}`;
        return follow(condition, place, [...path, step.name, match]);
      })
    );
  };
  const follow = (condition: JsonCondition, place: Place, path: readonly string[]): boolean => {
    const target = places.get(condition.step_id ?? "");
    if (target) {
      return walk(target, path);
    }
    const list = condition.steps ?? [];
    const stops = condition.stop === true;
    return list.length > 0 || stops
      ? walk({ list, at: 0, branchOf: place, stops }, path)
      : walk(behind(place), path);
  };
  return walk({ list: steps, at: 0, branchOf: undefined, stops: false }, []) ? paths : undefined;
}

function behind(place: Place): Place {
  return { ...place, at: place.at + 1 };
}
