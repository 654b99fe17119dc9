import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** What undici tells when it makes connections. */
export type ConnectionEvent =
  | 'undici:client:beforeConnect'
  | 'undici:client:connectError'
  | 'undici:client:connected'
  | 'undici:proxy:connected'

export interface ConnectionChannels<Store> {
  /** Connections that `work` makes are told with the store. */
  within<Result>(store: Store, work: () => Result): Result
  stop(): void
}

/** Listens to what undici tells of its connections. */
export function listenToConnections<Store>(
  listeners: Readonly<Partial<Record<ConnectionEvent, (message: unknown, store: Store) => void>>>,
): ConnectionChannels<Store> {
  // The channels belong to the whole process: only what happens inside of `within` is ours.
  const current = new AsyncLocalStorage<{ readonly store: Store }>()
  const subscribed = Object.entries(listeners).map(([name, listener]) => {
    const receive = (message: unknown): void => {
      const ours = current.getStore()
      if (ours !== undefined) listener(message, ours.store)
    }
    subscribe(name, receive)
    return { name, receive }
  })
  return {
    within: (store, work) => current.run({ store }, work),
    stop: () => {
      for (const { name, receive } of subscribed) unsubscribe(name, receive)
    },
  }
}
