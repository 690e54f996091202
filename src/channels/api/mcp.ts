/**
 * The same requests as tools of the Model Context Protocol: JSON-RPC over POST, each call by itself, no session.
 * The protocol's own library brings 98 packages (express, ajv, jose; 18 MB) for these five methods.
 */
import { z } from 'zod'
import { TOOLS, toolOf } from './requests.ts'
import type { Answered } from './routes.ts'

const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const

const Call = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string().max(200), z.number()]).optional(),
  method: z.string().max(100),
  params: z.record(z.string(), z.unknown()).optional(),
})
const Initialize = z.object({ protocolVersion: z.string() })
const ToolCall = z.object({ name: z.string(), arguments: z.unknown().optional() })

const CODES = { parse: -32700, request: -32600, method: -32601, params: -32602 } as const
type Id = string | number | null

const error = (id: Id, code: keyof typeof CODES, message: string) => ({
  jsonrpc: '2.0' as const,
  id,
  error: { code: CODES[code], message },
})

/**
 * The answer to one message of the Model Context Protocol (JSON-RPC 2.0); faults are answers too.
 * @param message what was posted, parsed; undefined where it is no JSON
 * @param run has a tool's command run, as the client
 * @returns undefined for a notification, which is not answered
 */
export async function answerRpc(
  message: unknown,
  run: (command: string, values: Readonly<Record<string, string>>) => Promise<Answered>,
): Promise<unknown> {
  if (message === undefined) return error(null, 'parse', 'no JSON')
  const call = Call.safeParse(message)
  if (!call.success) return error(null, 'request', 'expected one JSON-RPC 2.0 call')
  const { id, method, params = {} } = call.data
  if (id === undefined) return undefined
  const result = (value: object) => ({ jsonrpc: '2.0' as const, id, result: value })
  switch (method) {
    case 'initialize': {
      const asked = Initialize.safeParse(params).data?.protocolVersion
      return result({
        protocolVersion: VERSIONS.find((one) => one === asked) ?? VERSIONS[0],
        capabilities: { tools: {} },
        serverInfo: { name: 'yaodian', title: '要点', version: '1' },
        instructions:
          'Reads only. Questions in Chinese; answers name their source. Nothing can be reported or changed here.',
      })
    }
    case 'ping':
      return result({})
    case 'tools/list':
      return result({ tools: TOOLS.map(shown) })
    case 'tools/call': {
      const asked = ToolCall.safeParse(params)
      const tool = asked.success ? toolOf(asked.data.name) : undefined
      if (!asked.success || !tool)
        return error(id, 'params', `no such tool: ${TOOLS.map(({ name }) => name).join(', ')}`)
      const values = z.safeParse(tool.input, asked.data.arguments ?? {})
      if (!values.success) return error(id, 'params', z.prettifyError(values.error))
      const { body, code } = await run(tool.command, tool.values(values.data))
      const text = 'text' in body ? body.text : body.error
      return result({ content: [{ type: 'text', text }], structuredContent: body, isError: code !== 200 })
    }
    default:
      return error(id, 'method', `no method ${method}`)
  }
}

const shown = ({ name, description, input }: (typeof TOOLS)[number]) => ({
  name,
  description,
  inputSchema: z.toJSONSchema(input),
  annotations: { readOnlyHint: true, openWorldHint: false },
})
