/**
 * Runs `run` over the items, up to `window(results given)` of them at once, and gives the results in the order of the items.
 * Nothing further is started while the reader doesn't come for more.
 */
export async function* orderedWindow<T, R>(
  items: AsyncGenerator<T>,
  options: { readonly window: (given: number) => number; readonly run: (item: T) => Promise<R> },
): AsyncGenerator<R> {
  const started: Promise<R>[] = []
  let given = 0
  let next: Promise<IteratorResult<T, unknown>> | undefined = quietly(items.next())
  for (;;) {
    while (next !== undefined && started.length < options.window(given)) {
      // With results on the way, the next item must be there already: they shouldn't wait for it.
      const step = await (started.length === 0 ? next : settledOrFirst(next, started[0]))
      if (step === undefined) break
      if (step.done === true) {
        next = undefined
        break
      }
      started.push(quietly(options.run(step.value)))
      next = quietly(items.next())
    }
    const first = started.shift()
    if (first === undefined) return
    yield await first
    given++
  }
}

/** The value of `next`, or undefined when `first` settles before it. */
function settledOrFirst<T>(
  next: Promise<T>,
  first: Promise<unknown> | undefined,
): Promise<T | undefined> {
  const over = first?.then(
    () => undefined,
    () => undefined,
  )
  return Promise.race(over === undefined ? [next] : [next, over])
}

// A promise that is awaited later, or never when the reader stops, must not count as an unhandled rejection.
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
