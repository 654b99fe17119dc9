/** A request as the emulator saw it. */
export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly status: number
}

export interface EmulatorStats {
  readonly requests: number
  /** Requests by method and route, with braces where ids and names were: `GET {project}/_apis/build/builds`. */
  readonly byRoute: Readonly<Record<string, number>>
  /** The most requests that were in flight at one time. */
  readonly peakInFlight: number
  /** Bytes of answer bodies as sent. */
  readonly bytes: number
  /** CPU milliseconds of this process since the last reset. */
  readonly cpuMilliseconds: number
  /** The last thousand requests, oldest first. */
  readonly recent: readonly SeenRequest[]
}

export interface StatsRecorder {
  read(): EmulatorStats
  reset(): void
  begin(): void
  /** Called once per request when its answer is complete or its connection is gone. */
  end(): void
  count(route: string): void
  answered(request: SeenRequest, bytes: number): void
}

const kept = 1_000

export function createStats(): StatsRecorder {
  let requests = 0
  let inFlight = 0
  let peakInFlight = 0
  let bytes = 0
  let byRoute = new Map<string, number>()
  let recent: SeenRequest[] = []
  let cpu = process.cpuUsage()
  return {
    read() {
      const used = process.cpuUsage(cpu)
      return {
        requests,
        byRoute: Object.fromEntries(byRoute),
        peakInFlight,
        bytes,
        cpuMilliseconds: Math.round((used.user + used.system) / 1_000),
        recent: recent.slice(-kept),
      }
    },
    reset() {
      requests = 0
      peakInFlight = inFlight
      bytes = 0
      byRoute = new Map()
      recent = []
      cpu = process.cpuUsage()
    },
    begin() {
      requests += 1
      inFlight += 1
      peakInFlight = Math.max(peakInFlight, inFlight)
    },
    end() {
      inFlight -= 1
    },
    count(route) {
      byRoute.set(route, (byRoute.get(route) ?? 0) + 1)
    },
    answered(request, sent) {
      bytes += sent
      recent.push(request)
      if (recent.length > 2 * kept) recent = recent.slice(-kept)
    },
  }
}
