import { MESSAGES, type SyntaxProblem } from "./problems";
import { MOST_PROBLEMS } from "./size";
import type { Span } from "./span";

/** How a problem bears on what follows. */
export interface Effect {
  /** What to delete to mend it. */
  readonly remove?: Span;
  /** Nothing that follows can come of it. */
  readonly isHarmless?: boolean;
  /** Brackets are missing or too many. Only the first such problem is told, as the others come of it. */
  readonly isStructural?: boolean;
}

/** The problems of one text: decides which of them are told, so that each cause is told once. */
export class Faults {
  readonly told: SyntaxProblem[] = [];
  /** Whether nobody knows what belongs to what. */
  isTorn = false;
  #isRecovering = false;
  #isLost = false;

  /** Whether nothing more is told: what seems to be missing may be in what was not read. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Reports a problem, which is not told while it may come of another one. */
  report({ start, end }: Span, message: string, { remove, isHarmless, isStructural }: Effect = {}): void {
    const isKnown = isStructural === true && this.isTorn;
    if (!this.#isRecovering && !this.#isLost && !isKnown) {
      this.#tell({ span: { start, end }, message, ...(remove && { remove }) });
    }
    this.isTorn ||= isStructural === true;
    this.#isRecovering ||= !isHarmless;
  }

  /** Reports what is wrong inside a token, which is sure whatever was wrong before. */
  reportInToken(token: Span, message: string, effect: Effect): void {
    this.#isRecovering = false;
    this.report(token, message, effect);
  }

  /** Reports a comment. One without its end may hold any number of brackets. */
  reportComment(span: Span, isClosed: boolean): void {
    this.#tell({
      span,
      message: isClosed ? MESSAGES.comment : MESSAGES.openComment,
      ...(isClosed && { remove: span }),
    });
    if (!isClosed) {
      this.#loseTrack();
    }
  }

  /** Reports that a text has more values than there is room for, and that what follows is not read. */
  reportTooMany({ start, end }: Span): void {
    this.#tell({ span: { start, end }, message: MESSAGES.tooMany });
    this.#loseTrack();
  }

  /** Takes note that something was sound. If nothing was told meanwhile, what follows comes of no earlier problem. */
  recover(toldBefore: number): void {
    if (this.told.length === toldBefore) {
      this.#isRecovering = false;
    }
  }

  #loseTrack(): void {
    this.#isLost = true;
    this.isTorn = true;
  }

  /** Of a text with more faults than anybody reads, the others are not told, and nobody knows what is in it. */
  #tell(problem: SyntaxProblem): void {
    if (this.told.length < MOST_PROBLEMS) {
      this.told.push(problem);
    } else {
      this.isTorn = true;
    }
  }
}
