import type { GridRange } from '../../core/types.ts';
import type { Backend } from '../backend.ts';
import { htmlService } from './html.ts';
import { createConsole, createLogger } from './log.ts';
import { exception } from './only.ts';
import { AUTH_MODES, activeUser, scriptApp, session } from './session.ts';
import { createContext, spreadsheetApp } from './spreadsheet-app.ts';
import { cacheService, lockService, propertiesService } from './stores.ts';
import { createUi } from './ui.ts';
import { urlFetchApp } from './url-fetch.ts';
import { utilities } from './utilities.ts';

/** The global objects of Apps Script, to be put on a global object by these names. */
export interface Services {
  readonly SpreadsheetApp: object;
  readonly HtmlService: object;
  readonly PropertiesService: object;
  readonly CacheService: object;
  readonly LockService: object;
  readonly UrlFetchApp: object;
  readonly Utilities: object;
  readonly Session: object;
  readonly ScriptApp: object;
  readonly console: object;
  readonly Logger: object;
}

/** What a simple trigger is told about an edit; oldValue exists for a single cell alone. */
export interface EditFacts {
  readonly sheetId: number;
  readonly range: GridRange;
  readonly value?: string;
  readonly oldValue?: string;
}

export interface ScriptServices {
  readonly services: Services;
  /** The event object of onOpen. */
  openEvent(): object;
  /** The event object of onEdit. */
  editEvent(facts: EditFacts): object;
}

/** The services over a backend, in this realm: dates, arrays and errors are of the realm that this code runs in. */
export function createServices(backend: Backend): Services {
  return createScriptServices(backend).services;
}

/** The services with the event objects of the simple triggers, which hold the same spreadsheet and ranges. */
export function createScriptServices(outer: Backend): ScriptServices {
  const backend = withExceptions(outer);
  const context = createContext(backend);
  let ui: object | undefined;
  const getUi = (): object => {
    ui ??= createUi(context);
    return ui;
  };
  const common = () => ({
    authMode: AUTH_MODES.LIMITED,
    source: context.spreadsheet(),
    user: activeUser(backend),
  });
  return {
    services: {
      SpreadsheetApp: spreadsheetApp(context, getUi),
      HtmlService: htmlService(context),
      PropertiesService: propertiesService(context),
      CacheService: cacheService(context),
      LockService: lockService(context),
      UrlFetchApp: urlFetchApp(context),
      Utilities: utilities(context),
      Session: session(context),
      ScriptApp: scriptApp(context),
      console: createConsole(backend),
      Logger: createLogger(backend),
    },
    openEvent: () => common(),
    editEvent: ({ sheetId, range, value, oldValue }) => ({
      ...common(),
      range: context.range(sheetId, range),
      ...(value === undefined ? {} : { value }),
      ...(oldValue === undefined ? {} : { oldValue }),
    }),
  };
}

/** Whatever the backend throws reaches the script as an Exception of its own realm. */
function withExceptions(backend: Backend): Backend {
  return new Proxy(backend, {
    get(target, key, receiver) {
      const call: unknown = Reflect.get(target, key, receiver);
      if (typeof call !== 'function') return call;
      return (...args: unknown[]): unknown => {
        try {
          return Reflect.apply(call, target, args);
        } catch (error) {
          throw exception(messageOf(error));
        }
      };
    },
  });
}

/** Errors of the thread around the VM are of another realm, where instanceof does not know them. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
