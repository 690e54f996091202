/** The door of the language model: optional, asked through prompts, never trusted. */
export type { Endpoint } from './endpoint.ts'
export { type FaultReason, ModelFault } from './fault.ts'
export { type Model, openModel } from './model.ts'
export { type Prompt, PromptError, readPrompt } from './prompt.ts'
export type { ChatRequest } from './request.ts'
export { type Trial, type Tried, tryEndpoint } from './trial.ts'
