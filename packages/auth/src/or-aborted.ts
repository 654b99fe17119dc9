/** Waits for a result no longer than until the signal is aborted; rejects with the signal's reason then. */
export async function orAborted<Result>(
  result: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (signal === undefined) return await result
  const { promise: aborted, stop } = abortion(signal)
  try {
    return await Promise.race([result, aborted])
  } finally {
    stop()
  }
}

function abortion(signal: AbortSignal): { readonly promise: Promise<never>; stop(): void } {
  let onAbort = (): void => undefined
  const promise = new Promise<never>((_, reject) => {
    // The reason is the caller's own, whatever it is.
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  return { promise, stop: () => signal.removeEventListener('abort', onAbort) }
}
