package dev.gatehouse.admin.whatif;

/** A question that makes no sense in its realm. */
public final class InvalidWhatIf extends Exception {

    private static final long serialVersionUID = 1L;

    private final WhatIfProblem problem;

    InvalidWhatIf(WhatIfProblem problem) {
        super(problem.code());
        this.problem = problem;
    }

    /** What is wrong. */
    public WhatIfProblem problem() {
        return problem;
    }
}
