import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument, type WorkflowDocument } from "../../../server/src/workflow/document";
import { earlierActions } from "../../../server/src/workflow/earlier";
import { createFlow, type Flow, type FlowEdge } from "../../../server/src/workflow/flow";
import { endlessLoops } from "../../../server/src/workflow/loops";
import { actionOf, rootListOf, type Step, textOf } from "../../../server/src/workflow/model";
import { tries } from "../../support/thorough";
import { CODES, type JsonWorkflow, type Ran, smallWorkflow, Walker } from "./walks";

const RUNS = tries(400);

interface Read {
  readonly document: WorkflowDocument;
  readonly flow: Flow;
  readonly walker: Walker;
  stepOf(id: string): Step;
}

function read(workflow: JsonWorkflow): Read {
  const document = parseDocument(JSON.stringify(workflow));
  const flow = createFlow(document, { codesOf: (action) => CODES[action] });
  const stepOf = (id: string): Step => {
    const [step] = document.stepsById.get(id) ?? [];
    assert.ok(step);
    return step;
  };
  return { document, flow, walker: new Walker(workflow), stepOf };
}

const idOf = (step: Step | undefined): string | undefined => step && textOf(step, "id");

/** Checks a property of workflows, with the workflow in the message where it does not hold. */
function forAll(check: (parts: Read) => void): void {
  fc.assert(
    fc.property(smallWorkflow, (workflow) => check(read(workflow))),
    RUNS,
  );
}

describe("the ways of a workflow, compared with walking it", () => {
  it("lead to the same steps, by the same conditions", () => {
    forAll(({ document, flow, walker, stepOf }) => {
      for (const id of walker.ids) {
        const expected = walker
          .movesFrom(id)
          .map(({ to, condition }) => [to, condition && JSON.stringify(condition)]);
        const found = flow
          .edgesFrom(stepOf(id))
          .map(({ to, condition }) => [
            idOf(to),
            condition && document.text.slice(condition.span.start, condition.span.end),
          ]);
        assert.deepEqual(found, expected);
      }
    });
  });

  it("are told apart as branches, jumps and what follows", () => {
    const kinds = new Set<FlowEdge["kind"]>();
    forAll(({ document, flow }) => {
      for (const step of document.steps) {
        for (const edge of flow.edgesFrom(step)) {
          kinds.add(edge.kind);
          if (edge.kind === "branch") {
            assert.equal(edge.to, edge.condition?.steps.steps[0]);
          } else if (edge.kind === "goto") {
            assert.equal(textOf(edge.jump, "step_id"), idOf(edge.to));
          } else if (edge.to) {
            // What follows a branch is what follows the step that it belongs to, or another one further out.
            assert.ok(edge.to.span.start > step.span.end);
          }
        }
      }
    });
    assert.deepEqual([...kinds].sort(), ["branch", "goto", "next"]);
  });

  it("reach the same steps", () => {
    let unreached = 0;
    forAll(({ flow, walker, stepOf }) => {
      const reached = new Set(walker.moments().map(({ id }) => id));
      for (const id of walker.ids) {
        unreached += reached.has(id) ? 0 : 1;
        assert.equal(flow.isReached(stepOf(id)), reached.has(id), id);
      }
    });
    assert.ok(unreached > 50, `${unreached} steps were not reached`);
  });

  it("never end in the same places, and each such place leads into a loop that is told", () => {
    let stuckOnes = 0;
    forAll(({ document, flow, walker, stepOf }) => {
      const reached = new Set(walker.moments().map(({ id }) => id));
      const stuck = [...reached].filter((id) => !walker.canEnd(id));
      const loops = endlessLoops(document, flow);
      const inLoops = new Set(loops.flatMap(({ steps }) => steps));
      assert.equal(inLoops.size, loops.flatMap(({ steps }) => steps).length, "a step is in two loops");
      stuckOnes += stuck.length;
      for (const id of stuck) {
        assert.ok(
          leadsInto(walker, id, (other) => inLoops.has(stepOf(other))),
          id,
        );
      }
      for (const { steps, jumps } of loops) {
        assert.ok(jumps.length > 0);
        assert.ok(steps.every((step) => stuck.includes(idOf(step) ?? "")));
        assert.equal(steps[0]?.span.start, Math.min(...steps.map((step) => step.span.start)));
        steps.forEach((step, at) => {
          const following = idOf(steps[(at + 1) % steps.length]);
          assert.ok(walker.movesFrom(idOf(step) ?? "").some(({ to }) => to === following));
        });
      }
    });
    assert.ok(stuckOnes > 20, `${stuckOnes} steps never end`);
  });

  it("know what may have run before a step", () => {
    let known = 0;
    forAll(({ document, flow, walker, stepOf }) => {
      const earlier = earlierActions(document, flow, (action) => action !== "z");
      const ranBefore = new Map<string, Set<Ran>>();
      for (const { id, ran } of walker.moments()) {
        ranBefore.set(id, new Set([...(ranBefore.get(id) ?? []), ...ran]));
      }
      for (const id of walker.ids) {
        const ran = [...(ranBefore.get(id) ?? [])];
        const actions = new Set(ran.map((one) => one.split(" ")[0]).filter((action) => action !== "z"));
        const found = earlier(stepOf(id));
        assert.deepEqual(new Set(found.keys()), actions, id);
        for (const [action, { step, isDone }] of found) {
          known++;
          assert.equal(actionOf(step), action);
          const said = `${action} ${rootListOf(step).name} ${idOf(step)}${isDone ? "" : " undone"}`;
          assert.ok(ran.includes(said), `${said} before ${id}, where there is ${ran.join(", ")}`);
        }
      }
    });
    assert.ok(known > 500, `${known} were known`);
  });

  it("prefer, of what ran before a step, what was done", () => {
    let failures = 0;
    forAll(({ document, flow, walker, stepOf }) => {
      if (walker.workflow.rescue.length > 0) {
        return;
      }
      const earlier = earlierActions(document, flow, () => true);
      for (const { id, ran } of walker.moments()) {
        for (const [action, { isDone }] of earlier(stepOf(id))) {
          failures += isDone ? 0 : 1;
          const wasDone = [...ran].some((one) => one.startsWith(`${action} `) && !one.endsWith(" undone"));
          assert.ok(isDone || !wasDone, `${action} before ${id}`);
        }
      }
    });
    assert.ok(failures > 20, `${failures} had only failed`);
  });
});

/** Whether some walk from a step comes to one of those that are looked for. */
function leadsInto(walker: Walker, start: string, isWanted: (id: string) => boolean): boolean {
  const seen = new Set<string>();
  const visit = (id: string | undefined): boolean => {
    if (id === undefined || seen.has(id)) {
      return false;
    }
    seen.add(id);
    return isWanted(id) || walker.movesFrom(id).some(({ to }) => visit(to));
  };
  return visit(start);
}
