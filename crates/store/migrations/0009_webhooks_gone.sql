-- When a webhook's receiver said that it is gone for good, and the webhook was switched off for that; nothing once somebody
-- switches it on again.
ALTER TABLE webhooks ADD COLUMN gone_at TIMESTAMPTZ;
