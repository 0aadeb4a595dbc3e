import { conflictingAction } from "./conflicting-action";
import { deprecatedGoto } from "./deprecated-goto";
import { duplicateKey } from "./duplicate-key";
import { duplicateStepId } from "./duplicate-step-id";
import { invalidUuid } from "./invalid-uuid";
import { legacyProvider } from "./legacy-provider";
import { missingAction } from "./missing-action";
import { missingStepId } from "./missing-step-id";
import type { Rule } from "./rule";
import { schema } from "./schema";
import { selfReference } from "./self-reference";
import { supersededAction } from "./superseded-action";
import { syntax } from "./syntax";
import { unknownAction } from "./unknown-action";
import { unknownCountry } from "./unknown-country";
import { unknownKey } from "./unknown-key";
import { unknownSchema } from "./unknown-schema";
import { unknownStatus } from "./unknown-status";
import { unknownStep } from "./unknown-step";
import { unreachableStep } from "./unreachable-step";

/** Every rule there is, in the order in which they are documented. This is the only list of them. */
export const RULES: readonly Rule[] = [
  syntax,
  duplicateKey,
  schema,
  unknownKey,
  invalidUuid,
  duplicateStepId,
  unknownStep,
  selfReference,
  missingAction,
  missingStepId,
  conflictingAction,
  unknownAction,
  supersededAction,
  unknownStatus,
  unknownCountry,
  unknownSchema,
  legacyProvider,
  deprecatedGoto,
  unreachableStep,
];
