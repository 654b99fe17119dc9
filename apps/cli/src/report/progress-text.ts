import type { QueryProgress } from 'devopsql'
import { countText } from '../output/count-text.ts'

/** `12 of 40 requests, 3,400 rows, 17 pages, 1.2 MB, 8 s, about 19 s left`. */
export function progressText(progress: QueryProgress | undefined, elapsedMs: number): string {
  if (!progress) return `waiting for the first answer, ${durationText(elapsedMs)}`
  const parts = [
    requestsText(progress),
    countText(progress.rows, 'row'),
    countText(progress.pages, 'page'),
    sizeText(progress.bytes),
    durationText(elapsedMs),
  ]
  const left = remainingMs(progress, elapsedMs)
  if (left !== undefined) parts.push(`about ${durationText(left)} left`)
  if (progress.throttledMs >= 100) parts.push(`throttled ${durationText(progress.throttledMs)}`)
  return parts.join(', ')
}

function requestsText({ requests, expectedRequests }: QueryProgress): string {
  if (expectedRequests === undefined || expectedRequests < requests) {
    return countText(requests, 'request')
  }
  return `${requests} of ${countText(expectedRequests, 'request')}`
}

function remainingMs(progress: QueryProgress, elapsedMs: number): number | undefined {
  const { requests, expectedRequests } = progress
  if (expectedRequests === undefined || requests === 0 || expectedRequests <= requests) {
    return undefined
  }
  return (elapsedMs / requests) * (expectedRequests - requests)
}

function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
