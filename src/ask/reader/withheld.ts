/** What of a document is not shown to a model: it tells whoever answers what to say. */
import { instructs as orders } from '../question/guard.ts'

/** A document speaks to offices, so what speaks to a machine vouches for nothing. */
const TO_A_MACHINE =
  /系统提示|提示词|(?:请|必须|只能|务必|一律|直接)(?:回答|回复|输出|说|告诉)|回答(?:时|问题|用户)|(?:请|让|告诉|提醒)用户|prompt|assistant|ignore|instruction/i

export const instructs = (sentence: string): boolean => TO_A_MACHINE.test(sentence) || orders(sentence.toLowerCase())
