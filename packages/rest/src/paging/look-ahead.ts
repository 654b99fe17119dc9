/**
 * Fetches the next page while the reader works on the last one. Only from the second page on: a reader that stops after
 * the first (LIMIT) costs no request more. `stop` ends the requests in flight.
 */
export async function* lookAhead<T>(pages: AsyncGenerator<T>, stop: () => void): AsyncGenerator<T> {
  try {
    const first = await pages.next()
    if (first.done === true) return
    yield first.value
    let pending = pages.next()
    for (;;) {
      const step = await pending
      if (step.done === true) return
      pending = pages.next()
      // It is awaited in the next round, or never when the reader stops: then nobody is left to tell.
      pending.catch(() => undefined)
      yield step.value
    }
  } finally {
    // A generator returns only after its pending step, and that waits for an answer unless it is stopped first.
    stop()
    await pages.return(undefined)
  }
}
