import type { EditFacts } from './services/index.ts';

/** What an executor thread is started for. */
export type Job =
  | { readonly kind: 'run'; readonly functionName: string; readonly args: readonly unknown[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'edit'; readonly facts: EditFacts };

/** How it ended. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly name: string; readonly message: string; readonly stack: string };

/** A call from the thread; `job` and `done` are the first and the last, the others are of the Backend. */
export interface Call {
  readonly op: string;
  readonly args: readonly unknown[];
}

export type Reply = { readonly value: unknown } | { readonly error: string };

/** What a thread gets when it is made, before it knows its job. */
export interface ThreadData {
  /** The services as a script that leaves them in the variable SERVICES_NAME. */
  readonly services: string;
  /** Code.js of the add-on. */
  readonly code: string;
  /** One number: 1 when a reply is there. */
  readonly flag: SharedArrayBuffer;
  readonly port: MessagePortLike;
}

/** The port type is Node's, and this file is read by the services too, which know no Node. */
export type MessagePortLike = object;

/** The variable that the services' bundle sets; see runtime-build.mjs. */
export const SERVICES_NAME = 'shipsheetScriptServices';
