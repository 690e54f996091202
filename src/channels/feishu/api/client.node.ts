/**
 * The SDK's client, in a module of its own to be loaded when it is first wanted: the package is 5 MB of source.
 *
 * Its names are imported here as a module's. Bundled, a package of before modules that is imported on first use has
 * no names but `default`.
 */
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk'
import type { FeishuApp } from './api.ts'
import { quietLogger } from './quiet.node.ts'

/** The platform's SDK client, used for its requests alone. Tokens are kept by `Api`, and it logs by our log. */
export const openClient = (app: FeishuApp, log: (entry: Readonly<Record<string, unknown>>) => void): Client =>
  new Client({
    appId: app.appId,
    appSecret: app.appSecret,
    domain: app.baseUrl,
    disableTokenCache: true,
    logger: quietLogger(log),
    loggerLevel: LoggerLevel.error,
  })
