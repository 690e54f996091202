/** Feishu / Lark: long connection or webhook in, cards out. Nothing here needs Node; `messenger.node.ts` does. */
export { feishuApi, feishuChannel, messageRequest, reasonOf } from './channel.ts'
export { openFeishu } from './messenger.ts'
export { feishuWebhook } from './webhook.ts'
