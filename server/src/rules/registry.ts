import { conflictingAction } from "./conflicting-action";
import { conflictingTarget } from "./conflicting-target";
import { deprecatedGoto } from "./deprecated-goto";
import { duplicateKey } from "./duplicate-key";
import { duplicateStepId } from "./duplicate-step-id";
import { duplicateWorkflowId } from "./duplicate-workflow-id";
import { emptyCondition } from "./empty-condition";
import { endlessLoop } from "./endless-loop";
import { invalidConfig } from "./invalid-config";
import { invalidUuid } from "./invalid-uuid";
import { legacyProvider } from "./legacy-provider";
import { missingAction } from "./missing-action";
import { missingConfig } from "./missing-config";
import { missingPredecessor } from "./missing-predecessor";
import { missingStepId } from "./missing-step-id";
import { mixedCountries } from "./mixed-countries";
import { noRescue } from "./no-rescue";
import { numberAfterSigning } from "./number-after-signing";
import { placeholder } from "./placeholder";
import { repeatedCondition } from "./repeated-condition";
import type { Rule } from "./rule";
import { schema } from "./schema";
import { schemaMismatch } from "./schema-mismatch";
import { secretInConfig } from "./secret-in-config";
import { selfReference } from "./self-reference";
import { summaryMismatch } from "./summary-mismatch";
import { supersededAction } from "./superseded-action";
import { syntax } from "./syntax";
import { unknownAction } from "./unknown-action";
import { unknownCode } from "./unknown-code";
import { unknownConfigKey } from "./unknown-config-key";
import { unknownCountry } from "./unknown-country";
import { unknownKey } from "./unknown-key";
import { unknownSchema } from "./unknown-schema";
import { unknownStatus } from "./unknown-status";
import { unknownStep } from "./unknown-step";
import { unknownWorkflow } from "./unknown-workflow";
import { unreachableStep } from "./unreachable-step";

/** Every rule there is, in the order in which they are documented. This is the only list of them. */
export const RULES: readonly Rule[] = [
  syntax,
  duplicateKey,
  schema,
  unknownKey,
  invalidUuid,
  duplicateStepId,
  duplicateWorkflowId,
  unknownStep,
  selfReference,
  missingAction,
  missingStepId,
  conflictingAction,
  unknownAction,
  supersededAction,
  invalidConfig,
  missingConfig,
  unknownConfigKey,
  placeholder,
  unknownWorkflow,
  secretInConfig,
  unknownStatus,
  unknownCode,
  repeatedCondition,
  conflictingTarget,
  emptyCondition,
  unknownCountry,
  unknownSchema,
  schemaMismatch,
  mixedCountries,
  legacyProvider,
  deprecatedGoto,
  unreachableStep,
  endlessLoop,
  numberAfterSigning,
  missingPredecessor,
  summaryMismatch,
  noRescue,
];
