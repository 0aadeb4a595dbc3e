/** A command will not do what it was told to; the message says why, and what became of the work. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
