/** Feishu / Lark: long connection or webhook in, cards out. Nothing here needs Node; `longconn.node.ts` does. */
export { Api } from './api.ts'
export { feishuChannel, requestOf, uuidOf } from './channel.ts'
export { fitted } from './fit.ts'
export { feishuReceiver } from './receive.ts'
export { feishuWebhook } from './webhook.ts'
