/** Something wrong with what the server is to run with. */
export interface Mistake {
  /** `devopsql.config.json:3:12`, `--http-port`, `DEVOPSQL_CONNECTION` ... */
  readonly place: string
  readonly message: string
  readonly hint?: string | undefined
}

export function mistakeText({ place, message, hint }: Mistake): string {
  return `${place}: ${message}${hint === undefined ? '' : `\n  hint: ${hint}`}`
}
