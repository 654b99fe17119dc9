import { throwIfCancelled } from '../cancellation.ts'
import { errorOfAnswer, errorOfFault } from '../error-mapping.ts'
import { type Answer, isSuccess, type Policy } from '../exchange.ts'

/** Turns everything but success into a `DevopsqlError`. */
export const errors: Policy = (next) => async (exchange) => {
  let answer: Answer
  try {
    answer = await next(exchange)
  } catch (error) {
    // A token provider of the user's own may answer an aborted signal with an error of its own.
    throwIfCancelled(exchange.context.signal)
    throw errorOfFault(error, exchange)
  }
  if (isSuccess(answer)) return answer
  throw errorOfAnswer(answer, exchange)
}
