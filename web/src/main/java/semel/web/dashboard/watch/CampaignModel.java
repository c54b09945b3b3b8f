package semel.web.dashboard.watch;

import semel.board.Watch;

/// One campaign: its numbers, and what it sends.
public record CampaignModel(Watch.CampaignRow row, Sample sample) {}
