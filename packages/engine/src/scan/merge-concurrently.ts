/** A stream that is opened only when its turn comes. */
export type OpenStream<T> = (signal: AbortSignal) => AsyncIterable<T>

export interface MergeOptions {
  /** Streams read at once. */
  readonly concurrency: number
  /** Streams read at once in the beginning; each that ends without being enough lets twice as many be read. */
  readonly startsWith?: number
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
  const open = (): boolean => {
    const next = waiting.next()
    if (next.done === true) return false
    const iterator = next.value(signal)[Symbol.asyncIterator]()
    running.set(iterator, step(iterator))
    return true
  }
  try {
    let width = options.startsWith ?? options.concurrency
    let hasMore = true
    const fill = (): void => {
      while (hasMore && running.size < width) hasMore = open()
    }
    fill()
    while (running.size > 0) {
      const { iterator, result } = await Promise.race(running.values())
      if (result.done === true) {
        running.delete(iterator)
        width = Math.min(width * 2, options.concurrency)
        fill()
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
