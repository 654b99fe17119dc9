/** A request to the test identity service, without secrets that the client sent. */
export interface SeenRequest {
  readonly endpoint: 'authorize' | 'token' | 'devicecode'
  /** First segment of the path, as it was asked for. */
  readonly tenant: string
  readonly grant: string | undefined
  readonly client: string | undefined
  /** Everything else that was sent, by name. */
  readonly parameters: Readonly<Record<string, string>>
  status: number
}

/** Codes and tokens that the service handed out, oldest first. */
export interface Issued {
  readonly kind: 'code' | 'access_token' | 'refresh_token' | 'id_token' | 'device_code'
  readonly value: string
}

export interface RequestLog {
  readonly requests: readonly SeenRequest[]
  readonly issued: readonly Issued[]
  /** Requests to the token endpoint with this grant, such as `refresh_token`. */
  withGrant(grant: string): readonly SeenRequest[]
}
