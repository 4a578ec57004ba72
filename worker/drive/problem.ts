/** What the Drive API refused, by its reasons: one table, for the words of words.ts. */
import { z } from 'zod';
import { type Failure, failureOf } from '../google/failure.ts';
import { SheetsProblem } from '../sheets/problem.ts';
import type { DriveCode } from './words.ts';

/**
 * Google's reasons. Those of policies are not all written down by Google; the list is what administrators' tools have
 * met. A reason that is not here is told by its status.
 */
const REASONS: Readonly<Record<string, DriveCode>> = {
  notFound: 'drive.not-found',
  // Under drive.file: the app has neither made the file nor been given it.
  appNotAuthorizedToFile: 'drive.not-found',

  domainPolicy: 'drive.sharing-blocked',
  publishOutNotPermitted: 'drive.sharing-blocked',
  shareInNotPermitted: 'drive.sharing-blocked',
  shareOutNotPermitted: 'drive.sharing-blocked',
  shareOutNotPermittedToUser: 'drive.sharing-blocked',
  shareOutNotPermittedForContent: 'drive.sharing-blocked',
  shareOutWarningRequired: 'drive.sharing-blocked',
  cannotShareTeamDriveWithNonGoogleAccounts: 'drive.sharing-blocked',
  cannotShareTeamDriveTopFolderWithAnyoneOrDomains: 'drive.sharing-blocked',
  cannotShareUsersWithLink: 'drive.sharing-blocked',
  cannotShareGroupsWithLink: 'drive.sharing-blocked',
  teamDriveDomainUsersOnlyRestriction: 'drive.sharing-blocked',
  teamDriveTeamMembersOnlyRestriction: 'drive.sharing-blocked',
  teamDrivesSharingRestrictionNotAllowed: 'drive.sharing-blocked',
  targetUserRoleLimitedByLicenseRestriction: 'drive.sharing-blocked',
  invalidLinkVisibility: 'drive.sharing-blocked',
  abusiveContentRestriction: 'drive.sharing-blocked',

  forbidden: 'drive.not-allowed',
  insufficientFilePermissions: 'drive.not-allowed',
  cannotModifyInheritedPermission: 'drive.not-allowed',
  cannotModifyInheritedTeamDrivePermission: 'drive.not-allowed',
  cannotDeleteInheritedPermission: 'drive.not-allowed',
  cannotDeletePermission: 'drive.not-allowed',
  cannotUpdatePermission: 'drive.not-allowed',
  fileWriterTeamDriveMoveInDisabled: 'drive.not-allowed',

  sharingRateLimitExceeded: 'drive.sharing-limit',
  storageQuotaExceeded: 'drive.full',
  activeItemCreationLimitExceeded: 'drive.full',
  teamDriveFileLimitExceeded: 'drive.full',

  userRateLimitExceeded: 'drive.quota',
  rateLimitExceeded: 'drive.quota',
  quotaExceeded: 'drive.quota',
  dailyLimitExceeded: 'drive.quota',
  RATE_LIMIT_EXCEEDED: 'drive.quota',

  accessNotConfigured: 'drive.off',
  SERVICE_DISABLED: 'drive.off',
};
/** The access that was given is less than what is asked: a person unticked it, or a service account's scopes. */
const SCOPE_REASONS: ReadonlySet<string> = new Set([
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'authError',
]);

/** @param signedOut what a refused sign-in is: of the worker's account, or of a person's who took it back */
export function driveProblemOf(thrown: unknown, now: number, signedOut: DriveCode): SheetsProblem {
  if (thrown instanceof SheetsProblem) return thrown;
  if (thrown instanceof z.ZodError) return new SheetsProblem('drive.answer-unreadable');
  const failure = failureOf(thrown, now);
  if (failure === null) return new SheetsProblem('drive.unreachable');
  return new SheetsProblem(codeOf(failure, signedOut), failure.retryAfterMs, failure.status);
}

function codeOf(failure: Failure, signedOut: DriveCode): DriveCode {
  const { status, signIn, reasons, message, location } = failure;
  if (status === 429) return 'drive.quota';
  if (status >= 500 && status !== 501) return 'drive.unreachable';
  if (signIn !== '') return signedOut;
  for (const reason of reasons) {
    if (SCOPE_REASONS.has(reason)) return signedOut;
    if (reason === 'storageQuotaExceeded' && /service accounts?/i.test(message)) return 'drive.no-owner';
    if (reason === 'invalidSharingRequest') {
      return /google account|trying to invite/i.test(message) ? 'drive.address' : 'drive.sharing-blocked';
    }
    if (reason === 'invalid' && /email/i.test(`${location} ${message}`)) return 'drive.address';
    const known = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
    if (known !== undefined) return known;
  }
  if (status === 401) return signedOut;
  if (status === 403) return 'drive.not-allowed';
  if (status === 404) return 'drive.not-found';
  return 'drive.refused';
}

/** Shared, and the mail about it was not sent: nothing is to be done again. */
export function isSharedUnmailed(thrown: unknown): boolean {
  const failure = failureOf(thrown, 0);
  return (
    failure?.reasons.includes('invalidSharingRequest') === true &&
    /successfully shared/i.test(failure.message)
  );
}
/** The permission, and not its file, is not there. */
export function isPermissionGone(thrown: unknown): boolean {
  const failure = failureOf(thrown, 0);
  return (
    failure?.status === 404 &&
    (failure.location === 'permissionId' || /^permission not found/i.test(failure.message))
  );
}
export const isGone = (thrown: unknown): boolean => failureOf(thrown, 0)?.status === 404;
/** Google calls only https addresses, at times only of domains that are shown to be one's own. */
export function isAddressRefused(thrown: unknown): boolean {
  return failureOf(thrown, 0)?.reasons.some((reason) => /webhookUrl/i.test(reason)) === true;
}
