/** Addresses: a page of its own, for it carries the tables of every country. */
import { addressesPanel } from '../panels/addresses.ts';
import { start } from '../start.ts';

start({ addresses: addressesPanel });
