package dev.janji.domain.pacing;

/** Why a pace has no more lines than it has. */
public enum Limit {
    KILL_SWITCH("a person has stopped all dialing"),
    GATEWAY_LOST("the voice gateway cannot be reached"),
    NO_AGENTS("nobody is logged in"),
    WINDOW_CLOSING("a call begun now could last beyond the hours in which debtors may be called"),
    AGENTS_CHOOSE("each agent starts the next call"),
    READY_AGENTS("there is a line for every ready agent"),
    RATIO("the lines for each ready agent are in use"),
    FEW_SAMPLES("too little is known of this campaign yet: a line for every ready agent"),
    SMALL_GROUP("too few agents are logged in to look ahead: a line for every ready agent"),
    BUDGET_SPENT("the abandonment budget of the window is spent: a line for every ready agent"),
    HOUR_SPENT("this hour has had its share of abandoned calls: a line for every ready agent"),
    ABANDONMENT("one more line would be answered without an agent more often than the budget bears"),
    MOST_LINES("the most lines for each agent are in use");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    /** For a supervisor, in one clause. */
    public String words() {
        return words;
    }
}
