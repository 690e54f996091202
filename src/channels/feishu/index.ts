/** Feishu / Lark: long connection or webhook in, cards out. Nothing here needs Node; `longconn.node.ts` does. */
export { feishuApi, feishuChannel, messageRequest, reasonOf } from './channel.ts'
export { linkByPhone } from './link.ts'
export { feishuReceiver } from './receive.ts'
export { feishuWebhook } from './webhook.ts'
