import { type Check, ok, problem, skipped, warning } from '../check.ts'

const warningFrom = 60
const problemFrom = 300

/** Whether the clock is that of the organization: tokens of Microsoft Entra are good from one time to another. */
export const clockCheck: Check = {
  name: 'clock',
  needs: ['network', 'certificate'],
  async *run({ organization }) {
    const { host, reach } = organization()
    const { answer } = await reach()
    if (answer?.date === undefined) {
      yield skipped(`${host} does not tell the time`)
      return
    }
    // The host's time is cut to the second.
    const ahead = (answer.at - answer.date.getTime() - 500) / 1000
    const skew = Math.abs(ahead)
    const what = `the clock of this machine is ${durationText(skew)} ${ahead > 0 ? 'ahead of' : 'behind'} that of ${host}`
    const hint =
      'Set the clock and let the system keep it (NTP): tokens of Microsoft Entra are refused by a clock that is wrong by minutes.'
    if (skew > problemFrom) yield problem(what, hint)
    else if (skew > warningFrom) yield warning(what, hint)
    else yield ok(`the clock agrees with that of ${host}`)
  },
}

function durationText(seconds: number): string {
  const units = [
    { unit: 'days', size: 86_400 },
    { unit: 'hours', size: 3600 },
    { unit: 'minutes', size: 60 },
  ]
  const { unit, size } = units.find((one) => seconds >= 2 * one.size) ?? {
    unit: 'seconds',
    size: 1,
  }
  return `${Math.round(seconds / size)} ${unit}`
}
