/** A request that an organization of size S answers. */
export interface Example {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: string
  readonly body?: object
}
