/** A promise that a test fulfils when it wants to. */
export interface Gate<Value> {
  readonly promise: Promise<Value>
  open(value: Value): void
}

/** A gate that is still closed. */
export function closedGate<Value>(): Gate<Value> {
  let open: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((resolve) => {
    open = resolve
  })
  return { promise, open: (value) => open(value) }
}
