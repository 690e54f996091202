/** What is said of messages that did not arrive, or perhaps did not. */
import { above, type Card, card, fields, note, sentence } from '../../message/card.ts'
import { LEVEL } from '../../office/levels.ts'

/** An answer of which nobody knows whether it was shown. */
export const saidAgain = (card: Card): Card =>
  above(card, note('刚才长时间发不出消息，不知道这条您看到了没有，再发一次；看过的不用理会。'))

export const undelivered = (name: string, region: string, title: string, why: string): Card =>
  card(
    'warn',
    [`有一条消息没有送到${name}`, region],
    [
      fields([
        { name: '内容', value: title },
        { name: '原因', value: why },
      ]),
      sentence(`请另行通知本人；如已离岗，请告知接任者，由其发送“/绑定 ${LEVEL.county}名”申请。`),
    ],
  )
