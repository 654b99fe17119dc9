import { errorOfAnswer, errorOfFault } from '../error-mapping.ts'
import { type Answer, isSuccess, type Policy } from '../exchange.ts'

/** Turns everything but success into a `DevopsqlError`. */
export const errors: Policy = (next) => async (exchange) => {
  let answer: Answer
  try {
    answer = await next(exchange)
  } catch (error) {
    throw errorOfFault(error, exchange)
  }
  if (isSuccess(answer)) return answer
  throw errorOfAnswer(answer, exchange)
}
