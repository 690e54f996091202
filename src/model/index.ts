/** The door of the language model: optional, asked through prompts, never trusted. */
export type { Chat, Turn } from './chat.ts'
export { type FaultReason, ModelFault } from './fault.ts'
export { type Model, openModel } from './model.ts'
export { type Prompt, PromptError, readPrompt } from './prompt.ts'
