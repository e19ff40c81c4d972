export { type AuditChoice, auditModel } from './audit.ts';
export {
  AUDIT_CHECKS,
  AUDIT_SEVERITIES,
  type AuditCheck,
  type AuditSeverity,
  auditContext,
  type Finding,
} from './finding.ts';
export { IMPLAUSIBLE_PART, ratioFindings } from './formulas.ts';
export { statedGrowthFindings } from './growth.ts';
