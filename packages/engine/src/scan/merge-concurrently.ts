/** A stream that is opened only when its turn comes. */
export type OpenStream<T> = (signal: AbortSignal) => AsyncIterable<T>

export interface MergeOptions {
  /** Streams read at once. */
  readonly concurrency: number
  readonly signal: AbortSignal
}

/**
 * The items of many streams as they come, reading some streams at once and none further ahead than one item each.
 * The first failure, or leaving the loop early, aborts the others.
 */
export async function* mergeConcurrently<T>(
  streams: Iterable<OpenStream<T>>,
  options: MergeOptions,
): AsyncGenerator<T> {
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const waiting = streams[Symbol.iterator]()
  const running = new Map<AsyncIterator<T>, Promise<Step<T>>>()
  const open = (): void => {
    const next = waiting.next()
    if (next.done === true) return
    const iterator = next.value(signal)[Symbol.asyncIterator]()
    running.set(iterator, step(iterator))
  }
  try {
    for (let count = 0; count < options.concurrency; count++) open()
    while (running.size > 0) {
      const { iterator, result } = await Promise.race(running.values())
      if (result.done === true) {
        running.delete(iterator)
        open()
        continue
      }
      running.set(iterator, step(iterator))
      yield result.value
    }
  } finally {
    stop.abort()
    const pending = [...running]
    await Promise.allSettled(
      pending.map(async ([iterator, current]) => {
        await Promise.allSettled([current])
        await iterator.return?.()
      }),
    )
  }
}

interface Step<T> {
  readonly iterator: AsyncIterator<T>
  readonly result: IteratorResult<T>
}

async function step<T>(iterator: AsyncIterator<T>): Promise<Step<T>> {
  return { iterator, result: await iterator.next() }
}
