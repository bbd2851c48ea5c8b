/**
 * Why a visit to a provider came to nothing. `refused`: the person, or the provider, did not agree. `unreachable`: it did
 * not answer in time, or said that it cannot. `answer`: what it answered is not what it should.
 */
export type ProviderFailure = "refused" | "unreachable" | "answer";

/** A visit that came to nothing. `detail` is for the operator: a code of a library or of ours, nothing the provider wrote. */
export class ProviderError extends Error {
  constructor(
    readonly failure: ProviderFailure,
    readonly detail: string,
  ) {
    super(`The provider came to nothing: ${failure} (${detail})`);
  }
}
