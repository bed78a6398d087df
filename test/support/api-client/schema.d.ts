// Made by `npm run api-client`. Do not edit it.

export interface paths {
    "/api/v1/sessions/{id}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register of a session as it stands */
        get: operations["showRegister"];
        /**
         * Save the whole register of a session
         * @description Send everybody who came, each time. The same key and list again has one effect and the same answer, however long after. A list whose If-Match is not the latest version, or that comes under the key of another list, is joined with what is there: everybody from both is kept, and staff check it.
         */
        put: operations["saveRegister"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody has, and the last 20 entries */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, the newest first */
        get: operations["listAccountEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions about lines, the first asked first */
        get: operations["listQuestions"];
        put?: never;
        /** Says that a line does not look right; staff look at it */
        post: operations["askQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question, with its answer */
        get: operations["getQuestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers it; the person is told as they asked */
        post: operations["answerQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributions/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves it, and gives what helping gave that day */
        post: operations["approveContribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributions/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does not approve it, with a reason for the person */
        post: operations["refuseContribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/thanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Thanks somebody for a session that one leads */
        post: operations["sayThanks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contributions, the oldest first */
        get: operations["listContributions"];
        put?: never;
        /** Says what somebody did; staff look at it */
        post: operations["askForContribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contribution */
        get: operations["getContribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back what nobody has looked at yet */
        post: operations["withdrawContribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The token that is shown: its name, its scopes and its end */
        get: operations["showToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was put right or waits, the oldest first */
        get: operations["listPutRights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What putting a line right, or galaxies by hand, would do; nothing happens */
        get: operations["previewPutRight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with an ETag */
        get: operations["showPutRight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a line right; they keep what it gave unless told */
        post: operations["putLineRight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a second person to agree that galaxies are given or taken by hand */
        post: operations["askForAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights/{id}/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agrees to what somebody else asked; it is done */
        post: operations["agreeToPutRight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/put-rights/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves everything as it is */
        post: operations["leavePutRight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the scheme runs, by id */
        get: operations["listActivities"];
        put?: never;
        /** Makes an activity */
        post: operations["makeActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One activity, with an ETag */
        get: operations["showActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes an activity; what is left out stays */
        patch: operations["changeActivity"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people answered about a session */
        get: operations["listPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/places/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps an answer in place of the one before */
        put: operations["answerPlace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every rate there was and is, by id */
        get: operations["listRates"];
        put?: never;
        /** Asks for a rate; it counts once another agrees */
        post: operations["askForRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rates/{id}/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agrees to what another asked for, and publishes it */
        post: operations["agreeToRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions that are not over, the nearest first */
        get: operations["listSessions"];
        put?: never;
        /** Makes a session, or every session of a repeat */
        post: operations["makeSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session, with an ETag */
        get: operations["showSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a session; what is left out stays */
        patch: operations["changeSession"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/call-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls a session off, and tells everybody who said yes or maybe */
        post: operations["callOffSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["openApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does this process run at all? */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May this process be sent work? */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this process counts */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schemes that live here, by slug */
        get: operations["listSchemes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{slug}/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A scheme's checkpoints, oldest first */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{slug}/checkpoints/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A scheme's newest checkpoint, as JSON or as a signed note to print */
        get: operations["latestCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FieldProblemView: {
            /**
             * @description Where the field is: a JSON pointer.
             * @example /limit
             */
            pointer: string;
            /**
             * @description What to do about it.
             * @example Write a whole number from 1 to 100.
             */
            detail: string;
        };
        ProblemView: {
            /**
             * Format: uri-reference
             * @description Which kind of problem it is; stable, for programs.
             * @example /problems/not-found
             */
            type: string;
            /**
             * @description The kind of problem in a few words.
             * @example Not found
             */
            title: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description What happened and what to do next.
             * @example There is nothing at this address. Check it, or begin again at the first page.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description This one occurrence; opaque.
             * @example /requests/7c9e6679-7425-40de-944b-e07fc1f90ae7
             */
            instance: string;
            /**
             * @description The thread through logs and jobs; quote it when you ask for help.
             * @example 7c9e6679-7425-40de-944b-e07fc1f90ae7
             */
            correlationId: string;
            /** @description The fields that cannot be used. */
            errors?: components["schemas"]["FieldProblemView"][];
        };
        RegisterLineView: {
            /**
             * Format: uuid
             * @description Who came.
             * @example a3a5a24e-0a3c-4ac4-9f8e-6a1e1c8a4d11
             */
            personId: string;
            /**
             * @description Took part, led, or contributed.
             * @example attended
             * @enum {string}
             */
            part: "attended" | "led" | "contributed";
            /**
             * @description What the line gave.
             * @example 1
             */
            galaxies: number;
        };
        RegisterView: {
            /**
             * Format: uuid
             * @description The session.
             * @example a3a5a24e-0a3c-4ac4-9f8e-6a1e1c8a4d11
             */
            sessionId: string;
            /**
             * @description The latest version; 0 before the first.
             * @example 1
             */
            version: number;
            /**
             * @description What came of the session.
             * @example came
             * @enum {string}
             */
            outcome?: "came" | "nobody-came" | "did-not-run";
            /** @description Everybody who came. */
            lines: components["schemas"]["RegisterLineView"][];
            /**
             * @description People who gave no name.
             * @example 0
             */
            headCountExtra: number;
            /**
             * @description Heads that were counted when they set out.
             * @example 8
             */
            countedOut?: number;
            /**
             * @description Heads that were counted when they were back.
             * @example 8
             */
            countedBack?: number;
        };
        SentLine: {
            /**
             * Format: uuid
             * @description Who came.
             * @example a3a5a24e-0a3c-4ac4-9f8e-6a1e1c8a4d11
             */
            personId: string;
            /**
             * @description Took part, led, or contributed.
             * @example attended
             * @enum {string}
             */
            part: "attended" | "led" | "contributed";
        };
        SentRegisterBody: {
            /**
             * @description People came, nobody came, or it did not run.
             * @example came
             * @enum {string}
             */
            outcome: "came" | "nobody-came" | "did-not-run";
            /** @description Everybody who came, each once. */
            lines: components["schemas"]["SentLine"][];
            /**
             * @description People who gave no name.
             * @default 0
             * @example 2
             */
            headCountExtra: number;
            /**
             * @description Heads that were counted when they set out.
             * @example 8
             */
            countedOut?: number;
            /**
             * @description Heads that were counted when they were back.
             * @example 8
             */
            countedBack?: number;
            /**
             * @description What staff are to know.
             * @example Ben found a glove.
             */
            noteToStaff?: string;
        };
        AnsweredLineView: {
            /**
             * Format: uuid
             * @description The person of the line.
             * @example a3a5a24e-0a3c-4ac4-9f8e-6a1e1c8a4d11
             */
            personId: string;
            /**
             * @description The part that is recorded.
             * @example attended
             * @enum {string}
             */
            part: "attended" | "led" | "contributed";
            /**
             * @description added, kept as it was, kept with the other part that stood, no-rate (on the register, gives nothing yet), twice (the first line counts), unknown-person and own-line (not recorded).
             * @example added
             * @enum {string}
             */
            result: "added" | "kept" | "other-part" | "no-rate" | "twice" | "unknown-person" | "own-line";
            /**
             * @description What the line gives.
             * @example 1
             */
            galaxies: number;
        };
        SavedRegisterView: {
            /**
             * Format: uuid
             * @description The session.
             * @example a3a5a24e-0a3c-4ac4-9f8e-6a1e1c8a4d11
             */
            sessionId: string;
            /**
             * @description recorded; joined with a list that the sender had not seen, for staff to check; or asked of staff, because the session was more than 14 days ago.
             * @example recorded
             * @enum {string}
             */
            state: "recorded" | "joined" | "asked";
            /**
             * @description The version that it is now.
             * @example 1
             */
            version: number;
            /** @description One for each line that was sent, in its order. */
            lines: components["schemas"]["AnsweredLineView"][];
            /**
             * @description What this version gave.
             * @example 10
             */
            galaxiesAdded: number;
            /**
             * @description What the whole register gives.
             * @example 10
             */
            galaxiesInAll: number;
        };
        AccountEntry: {
            /**
             * Format: uuid
             * @description The entry in the book.
             */
            entryId: string;
            /**
             * @description What sort of fact it is.
             * @example register
             */
            kind: string;
            /**
             * @description What happened to the galaxies: only `used` and `put-right` lower what somebody has in total.
             * @example added
             * @enum {string}
             */
            word: "added" | "set-aside" | "back" | "used" | "put-right";
            /**
             * @description How many galaxies, never below nought.
             * @example 1
             */
            galaxies: number;
            /**
             * @description How many more, or fewer below nought, there are to use.
             * @example 1
             */
            toUse: number;
            /**
             * @description How many more, or fewer below nought, are set aside.
             * @example 0
             */
            setAside: number;
            /**
             * Format: date
             * @description The day it happened.
             * @example 2026-06-14
             */
            occurredOn: string;
            /**
             * Format: date-time
             * @description When it was written down.
             * @example 2026-06-14T16:02:11.000000Z
             */
            recordedAt: string;
            /**
             * Format: uuid
             * @description Who wrote it down.
             */
            recordedBy: string;
            /**
             * @description What it was recorded for.
             * @example contribution/6f1c2a52-3f0e-4f6c-9f49-0b8f6f6a1b11
             */
            source: string;
        };
        AccountView: {
            /**
             * Format: uuid
             * @description Whose account it is.
             */
            id: string;
            /**
             * @description Galaxies to use.
             * @example 12
             */
            toUse: number;
            /**
             * @description Galaxies that are set aside.
             * @example 4
             */
            setAside: number;
            /**
             * @description Both together.
             * @example 16
             */
            inTotal: number;
            /** @description The last 20 entries, the newest first. */
            entries: components["schemas"]["AccountEntry"][];
        };
        AccountEntriesPage: {
            /**
             * Format: uuid
             * @description Whose account it is.
             */
            id: string;
            /**
             * @description Galaxies to use.
             * @example 12
             */
            toUse: number;
            /**
             * @description Galaxies that are set aside.
             * @example 4
             */
            setAside: number;
            /**
             * @description Both together.
             * @example 16
             */
            inTotal: number;
            /** @description The entries, the newest first. */
            entries: components["schemas"]["AccountEntry"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyI0MiJd
             */
            next?: string;
        };
        QuestionView: {
            /**
             * Format: uuid
             * @description Its id.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
            /**
             * Format: uuid
             * @description Who asked.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
            /**
             * Format: uuid
             * @description The entry of the line they ask about.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            entry: string;
            /**
             * @description Whether somebody answered.
             * @example answered
             * @enum {string}
             */
            state: "open" | "answered";
            /**
             * @description Their own words, where they wrote some.
             * @example I led that walk.
             */
            words?: string;
            /**
             * @description How they want the answer.
             * @example here
             * @enum {string}
             */
            replyBy: "text" | "email" | "phone" | "letter" | "here";
            /**
             * Format: date-time
             * @description When they asked.
             * @example 2026-06-14T16:02:11.000000Z
             */
            askedAt: string;
            /**
             * Format: date
             * @description The day by which staff will look.
             * @example 2026-06-17
             */
            lookBy: string;
            /**
             * @description What staff answered.
             * @example You are right. We put it right today.
             */
            answer?: string;
            /**
             * @description The first name of who answered.
             * @example Ailsa
             */
            answeredBy?: string;
            /**
             * Format: date-time
             * @description When they answered.
             * @example 2026-06-15T09:30:00.000000Z
             */
            answeredAt?: string;
        };
        QuestionsList: {
            /** @description The questions, the first asked first. */
            questions: components["schemas"]["QuestionView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyJmODFkNGZhZSJd
             */
            next?: string;
        };
        NewQuestionBody: {
            /**
             * @description The entry of the line.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            entry: string;
            /**
             * @description What does not look right, in their own words.
             * @example I led that walk.
             */
            words?: string;
            /**
             * @description How they want the answer: the way they usually want to be reached when not given; `here`: they look at the line again.
             * @example here
             * @enum {string}
             */
            replyBy?: "text" | "email" | "phone" | "letter" | "here";
            /**
             * @description Whose line it is: one’s own when not given; for staff and programs anybody’s.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person?: string;
        };
        QuestionAnswerBody: {
            /**
             * @description The person reads it. It stays with the line.
             * @example You are right. We put it right today.
             */
            answer: string;
        };
        ContributionApiView: {
            /**
             * Format: uuid
             * @description Its id.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
            /**
             * Format: uuid
             * @description Who did it.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
            /**
             * @description They said so themselves, or a leader said thanks.
             * @example helped
             * @enum {string}
             */
            kind: "helped" | "thanks";
            /**
             * @description What they did.
             * @example Made the soup
             */
            what: string;
            /**
             * Format: date
             * @description The day it happened.
             * @example 2026-06-14
             */
            occurredOn: string;
            /**
             * @description About how long it took.
             * @example 1-to-2-hours
             * @enum {string}
             */
            length?: "up-to-an-hour" | "1-to-2-hours" | "longer";
            /**
             * @description Somebody who saw it.
             * @example Morag
             */
            whoKnows?: string;
            /**
             * @description How it stands.
             * @example approved
             * @enum {string}
             */
            state: "pending" | "approved" | "not-approved" | "withdrawn" | "put-right";
            /**
             * Format: date-time
             * @description When it was sent.
             * @example 2026-06-14T16:02:11.000000Z
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description When somebody else had looked at it.
             * @example 2026-06-15T09:30:00.000000Z
             */
            decidedAt?: string;
            /**
             * @description Why it was not approved.
             * @example It is on a register already.
             */
            reason?: string;
            /**
             * @description What it gave.
             * @example 1
             */
            galaxies?: number;
            /**
             * Format: uuid
             * @description Its entry in the book.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            entryId?: string;
        };
        NotApprovedBody: {
            /**
             * @description The person reads it.
             * @example It is on a register already.
             */
            reason: string;
        };
        NewThanksBody: {
            /**
             * @description Who is thanked.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
        };
        ContributionsList: {
            /** @description The contributions, the oldest first. */
            contributions: components["schemas"]["ContributionApiView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyJmODFkNGZhZSJd
             */
            next?: string;
        };
        NewContributionBody: {
            /**
             * @description What they did.
             * @example Made the soup
             */
            what: string;
            /**
             * Format: date
             * @description The day it happened.
             * @example 2026-06-14
             */
            occurredOn: string;
            /**
             * @description About how long it took. It changes no number.
             * @example 1-to-2-hours
             * @enum {string}
             */
            length?: "up-to-an-hour" | "1-to-2-hours" | "longer";
            /**
             * @description The first name of somebody who saw it.
             * @example Morag
             */
            whoKnows?: string;
            /**
             * @description Who did it: oneself when not given; for staff and programs anybody.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person?: string;
        };
        ApiTokenView: {
            /**
             * @description Which program it is for.
             * @example Spreadsheet of registers
             */
            name: string;
            /** @description What it may be used for. */
            scopes: ("accounts:read" | "accounts:write" | "sessions:read" | "sessions:write" | "registers:read" | "registers:write" | "places:read" | "places:write" | "contributions:read" | "contributions:write" | "redemptions:read" | "redemptions:write" | "rates:read" | "people:read" | "people:write")[];
            /**
             * Format: date-time
             * @description It works until then.
             */
            endsAt: string;
        };
        PutRightApiView: {
            /**
             * Format: uuid
             * @description Its id.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
            /**
             * Format: uuid
             * @description Whose galaxies they are.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
            /**
             * @description A line, or galaxies by hand.
             * @example line
             * @enum {string}
             */
            kind: "line" | "adjustment";
            /**
             * Format: uuid
             * @description The entry of the line.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            entry?: string;
            /**
             * @description What is wrong with the line.
             * @example twice
             * @enum {string}
             */
            whatIsWrong?: "not-there" | "twice" | "other";
            /**
             * @description By how many galaxies it changes what they have; below nought when they are taken.
             * @example -1
             */
            effect: number;
            /**
             * @description Whether they keep what the line gave.
             * @example false
             */
            letThemKeep: boolean;
            /**
             * @description What the person reads.
             * @example We counted one walk twice. Sorry.
             */
            sentence: string;
            /**
             * @description Why.
             * @example The walk is on two registers.
             */
            reason?: string;
            /**
             * @description How it stands.
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "done" | "not-agreed";
            /**
             * Format: uuid
             * @description Who asked.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            askedBy: string;
            /**
             * Format: date-time
             * @description When they asked.
             * @example 2026-06-14T16:02:11.000000Z
             */
            askedAt: string;
            /**
             * Format: uuid
             * @description Who is asked to agree.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            secondPerson?: string;
            /**
             * Format: uuid
             * @description Who agreed.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            agreedBy?: string;
            /**
             * Format: date-time
             * @description When it was done or left.
             * @example 2026-06-15T09:30:00.000000Z
             */
            decidedAt?: string;
            /**
             * Format: uuid
             * @description Its entry in the book.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            entryId?: string;
        };
        PutRightsList: {
            /** @description The oldest first. */
            putRights: components["schemas"]["PutRightApiView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyJmODFkNGZhZSJd
             */
            next?: string;
        };
        EffectView: {
            /**
             * @description Whether they keep what the line gave, it is taken back, or galaxies are given or taken by hand.
             * @example take-back
             * @enum {string}
             */
            way: "let-them-keep" | "take-back" | "give" | "take";
            /**
             * @description What they would have to use; never below nought.
             * @example 3
             */
            toUse: number;
            /**
             * @description What goodwill would make up.
             * @example 0
             */
            madeUp: number;
            /**
             * @description Whether it can be done as things are.
             * @example true
             */
            possible: boolean;
            /**
             * @description Whether somebody else of the staff has to agree first.
             * @example true
             */
            needsSecondPerson: boolean;
            /**
             * @description The same in sentences.
             * @example [
             *       "Sam will have 3 to use."
             *     ]
             */
            sentences: string[];
        };
        SecondPersonView: {
            /**
             * Format: uuid
             * @description Who it is.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
            /**
             * @description Their name.
             * @example Iain
             */
            name: string;
        };
        PreviewView: {
            /**
             * @description What they have to use now.
             * @example 4
             */
            toUse: number;
            /**
             * @description How it stands with the line: nothing is put right about it, somebody has asked to, or it was turned round.
             * @example stands
             * @enum {string}
             */
            line?: "stands" | "waiting" | "turned";
            /** @description What each way would do. */
            effects: components["schemas"]["EffectView"][];
            /** @description Who may be asked to agree. */
            secondPersons: components["schemas"]["SecondPersonView"][];
        };
        LineToPutRightBody: {
            /**
             * @description Whose galaxies they are.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
            /**
             * @description The person reads it in their history, and is told.
             * @example We counted one walk twice. Sorry.
             */
            sentence: string;
            /**
             * @description Why, for the second person and whoever checks the book. Needed when what they have changes.
             * @example The walk is on two registers.
             */
            reason?: string;
            /**
             * @description Somebody else of the staff, who is asked to agree. Needed when what they have changes.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            secondPerson?: string;
            /**
             * @description The entry of the line.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            entry: string;
            /**
             * @description They had no part in it, it was counted twice, or something else.
             * @example twice
             * @enum {string}
             */
            whatIsWrong: "not-there" | "twice" | "other";
            /**
             * @description True unless told: goodwill gives what the line gave, and it is done at once.
             * @example true
             */
            letThemKeep?: boolean;
        };
        AdjustmentBody: {
            /**
             * @description Whose galaxies they are.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            person: string;
            /**
             * @description The person reads it in their history, and is told.
             * @example We counted one walk twice. Sorry.
             */
            sentence: string;
            /**
             * @description Why, for the second person and whoever checks the book. Needed when what they have changes.
             * @example The walk is on two registers.
             */
            reason?: string;
            /**
             * @description Somebody else of the staff, who is asked to agree. Needed when what they have changes.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            secondPerson?: string;
            /**
             * @description Whether they are given or taken.
             * @example give
             * @enum {string}
             */
            way: "give" | "take";
            /**
             * @description How many.
             * @example 2
             */
            galaxies: number;
        };
        ActivityApiView: {
            /**
             * @description Its id.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
            /**
             * @description What the scheme’s own papers call it.
             * @example hill
             */
            ref: string;
            /**
             * @description Its name.
             * @example Hill walk
             */
            name: string;
            /**
             * @description What kind it is.
             * @example outing
             * @enum {string}
             */
            kind: "group" | "outing" | "course" | "one-to-one" | "open";
            /**
             * @description Where its dates usually meet.
             * @example The drop-in
             */
            usualPlace?: string;
            /**
             * @description How many may plan to come.
             * @example 12
             */
            places: number;
            /**
             * @description Indoors or outdoors; not there when it is both.
             * @example outdoors
             * @enum {string}
             */
            setting?: "indoors" | "outdoors";
            /**
             * @description Whether it is easy to reach.
             * @example true
             */
            easyToReach: boolean;
            /**
             * @description How it feels.
             * @example Easy walk, lots of stops
             */
            feelsLike?: string;
            /**
             * @description What to bring.
             * @example Boots and a coat
             */
            bring?: string;
            /**
             * @description Money to bring.
             * @example £3 for the bus
             */
            cost?: string;
        };
        ActivitiesPage: {
            /** @description The activities, by id. */
            activities: components["schemas"]["ActivityApiView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyJmODFkNGZhZSJd
             */
            next?: string;
        };
        NewActivityBody: {
            /**
             * @description Where its dates meet unless a date says otherwise.
             * @example The drop-in
             */
            usualPlace?: string | null;
            /**
             * @description How many may plan to come: 6, and 12 for an outing.
             * @example 12
             */
            places?: number;
            /**
             * @description Null when it is both.
             * @example outdoors
             */
            setting?: ("indoors" | "outdoors") | null;
            /**
             * @description Whether it is easy to reach.
             * @example true
             */
            easyToReach?: boolean;
            /**
             * @description How it feels.
             * @example Easy walk, 2 miles, lots of stops
             */
            feelsLike?: string | null;
            /**
             * @description What to bring.
             * @example Boots and a coat
             */
            bring?: string | null;
            /**
             * @description Money to bring, if any.
             * @example £3 for the bus
             */
            cost?: string | null;
            /**
             * @description Its name.
             * @example Hill walk
             */
            name: string;
            /**
             * @description What kind it is.
             * @example outing
             * @enum {string}
             */
            kind: "group" | "outing" | "course" | "one-to-one" | "open";
            /**
             * @description What the scheme’s own papers call it.
             * @example hill
             */
            ref?: string;
        };
        ActivityChangesBody: {
            /**
             * @description Where its dates meet unless a date says otherwise.
             * @example The drop-in
             */
            usualPlace?: string | null;
            /**
             * @description How many may plan to come: 6, and 12 for an outing.
             * @example 12
             */
            places?: number;
            /**
             * @description Null when it is both.
             * @example outdoors
             */
            setting?: ("indoors" | "outdoors") | null;
            /**
             * @description Whether it is easy to reach.
             * @example true
             */
            easyToReach?: boolean;
            /**
             * @description How it feels.
             * @example Easy walk, 2 miles, lots of stops
             */
            feelsLike?: string | null;
            /**
             * @description What to bring.
             * @example Boots and a coat
             */
            bring?: string | null;
            /**
             * @description Money to bring, if any.
             * @example £3 for the bus
             */
            cost?: string | null;
            /**
             * @description Its name.
             * @example Hill walk
             */
            name?: string;
            /**
             * @description What kind it is.
             * @example outing
             * @enum {string}
             */
            kind?: "group" | "outing" | "course" | "one-to-one" | "open";
        };
        PlaceApiView: {
            /**
             * @description Whose answer it is.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            personId: string;
            /**
             * @description What they answered.
             * @example yes
             * @enum {string}
             */
            answer: "yes" | "maybe" | "waiting" | "not-this-time";
            /**
             * @description What they want the leader to know.
             * @example I walk slowly
             */
            tellLeader?: string;
        };
        PlacesList: {
            /** @description Every answer, the earliest first. */
            places: components["schemas"]["PlaceApiView"][];
        };
        AnswerBody: {
            /**
             * @description What they answer.
             * @example yes
             * @enum {string}
             */
            answer: "yes" | "maybe" | "waiting" | "not-this-time";
            /**
             * @description What they want the leader to know.
             * @example I walk slowly
             */
            tellLeader?: string;
        };
        RateApiView: {
            /**
             * @description Its id.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
            /**
             * @description Its activity; not there when it is for all.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            activityId?: string;
            /**
             * @description What it is for.
             * @example led
             * @enum {string}
             */
            part: "attended" | "led" | "contributed";
            /**
             * @description How many it gives.
             * @example 2
             */
            galaxies: number;
            /**
             * @description The first day of a session that it counts for.
             * @example 2026-07-01
             */
            fromOn: string;
            /**
             * @description Why.
             * @example A walk takes a whole day
             */
            why: string;
            /**
             * @description It counts once it is published.
             * @example published
             * @enum {string}
             */
            state: "asked" | "published" | "withdrawn";
        };
        RatesPage: {
            /** @description The rates, by id. */
            rates: components["schemas"]["RateApiView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyJmODFkNGZhZSJd
             */
            next?: string;
        };
        NewRateBody: {
            /**
             * @description For all activities when not given.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            activityId?: string;
            /**
             * @description What it is for.
             * @example led
             * @enum {string}
             */
            part: "attended" | "led" | "contributed";
            /**
             * @description How many it gives.
             * @example 2
             */
            galaxies: number;
            /**
             * @description The first day of a session that it counts for.
             * @example 2026-07-01
             */
            fromOn: string;
            /**
             * @description Why, in a sentence that people read.
             * @example A walk takes a whole day
             */
            why: string;
        };
        RateAsked: {
            /**
             * @description The id of the rate.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
        };
        LeaderApiView: {
            /**
             * @description Who is to lead.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            personId: string;
            /**
             * @description 1 leads, 2 is the second leader.
             * @example 1
             */
            position: number;
        };
        SessionApiView: {
            /**
             * @description Its id.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            id: string;
            /**
             * @description What the scheme’s own papers call it.
             * @example hill-2026-06-14
             */
            ref: string;
            /**
             * @description Its activity.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            activityId: string;
            /**
             * @description The name of its activity.
             * @example Hill walk
             */
            activityName: string;
            /**
             * @description What kind its activity is.
             * @example outing
             * @enum {string}
             */
            kind: "group" | "outing" | "course" | "one-to-one" | "open";
            /**
             * @description When it begins.
             * @example 2026-06-14T09:00:00Z
             */
            startsAt: string;
            /**
             * @description When it ends.
             * @example 2026-06-14T14:00:00Z
             */
            endsAt: string;
            /**
             * @description The day it begins, by the scheme’s own clock.
             * @example 2026-06-14
             */
            occursOn: string;
            /**
             * @description Where to meet.
             * @example The drop-in
             */
            meetPlace: string;
            /**
             * @description How many may plan to come. It never limits a register.
             * @example 12
             */
            places: number;
            /**
             * @description Whether people are counted out and back.
             * @example true
             */
            countBack: boolean;
            /**
             * @description When false, people ask staff for a place.
             * @example true
             */
            onlineJoining: boolean;
            /** @description Who is to lead. */
            leaders: components["schemas"]["LeaderApiView"][];
            /**
             * @description Why it is off; not there when it is on.
             * @example No bus today.
             */
            calledOffBecause?: string;
        };
        SessionsPage: {
            /** @description The sessions, the nearest first. */
            sessions: components["schemas"]["SessionApiView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example WyIyMDI2LTA2LTE0VDA5OjAwOjAwWiJd
             */
            next?: string;
        };
        NewSessionBody: {
            /**
             * @description Its activity.
             * @example f81d4fae-7dec-41d0-a765-00a0c91e6bf6
             */
            activityId: string;
            /**
             * @description When it begins.
             * @example 2026-06-14T10:00:00+01:00
             */
            startsAt: string;
            /**
             * @description When it ends.
             * @example 2026-06-14T15:00:00+01:00
             */
            endsAt: string;
            /**
             * @description The activity’s usual place when not given.
             * @example The drop-in
             */
            meetPlace?: string;
            /**
             * @description The activity’s own number when not given.
             * @example 12
             */
            places?: number;
            /**
             * @description Needed for more than 12 places.
             * @example Two minibuses
             */
            placesReason?: string;
            /**
             * @description Whether people are counted out and back.
             * @example true
             */
            countBack?: boolean;
            /**
             * @description When false, people ask staff for a place.
             * @example true
             */
            onlineJoining?: boolean;
            /**
             * @description Who is to lead, the first one first.
             * @example [
             *       "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"
             *     ]
             */
            leaders?: string[];
            /**
             * @description An RFC 5545 rule that ends; every session is at the same time by the scheme’s own clock.
             * @example FREQ=WEEKLY;COUNT=6
             */
            repeat?: string;
        };
        MadeSessions: {
            /**
             * @description The ids of the sessions, the first one first.
             * @example [
             *       "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"
             *     ]
             */
            ids: string[];
        };
        SessionChangesBody: {
            /**
             * @description When it begins.
             * @example 2026-06-14T10:00:00+01:00
             */
            startsAt?: string;
            /**
             * @description When it ends.
             * @example 2026-06-14T15:00:00+01:00
             */
            endsAt?: string;
            /**
             * @description Where to meet.
             * @example The drop-in
             */
            meetPlace?: string;
            /**
             * @description How many may plan to come.
             * @example 12
             */
            places?: number;
            /**
             * @description Needed for more than 12 places.
             * @example Two minibuses
             */
            placesReason?: string | null;
            /**
             * @description Whether people are counted out and back.
             * @example true
             */
            countBack?: boolean;
            /**
             * @description When false, people ask staff for a place.
             * @example true
             */
            onlineJoining?: boolean;
            /**
             * @description Everybody who is to lead, the first one first.
             * @example [
             *       "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"
             *     ]
             */
            leaders?: string[];
        };
        ReasonBody: {
            /**
             * @description Everybody who said yes or maybe reads it.
             * @example The bus is not running.
             */
            reason: string;
        };
        CheckView: {
            /**
             * @description Whether it is there.
             * @example up
             * @enum {string}
             */
            status: "up" | "down";
        };
        HealthView: {
            /**
             * @description The whole answer in one word.
             * @example ok
             * @enum {string}
             */
            status: "ok" | "error" | "shutting_down";
            /**
             * @description What is there.
             * @example {
             *       "database": {
             *         "status": "up"
             *       }
             *     }
             */
            info: {
                [key: string]: components["schemas"]["CheckView"];
            };
            /**
             * @description What is not there.
             * @example {}
             */
            error: {
                [key: string]: components["schemas"]["CheckView"];
            };
            /**
             * @description Both together.
             * @example {
             *       "database": {
             *         "status": "up"
             *       }
             *     }
             */
            details: {
                [key: string]: components["schemas"]["CheckView"];
            };
        };
        WordsView: {
            /**
             * @description One of them.
             * @example galaxy
             */
            one: string;
            /**
             * @description Several of them.
             * @example galaxies
             */
            many: string;
        };
        SchemeView: {
            /**
             * @description Its short name in addresses.
             * @example orbit
             */
            slug: string;
            /**
             * @description Its name for people.
             * @example Orbit Approach
             */
            name: string;
            /** @description What it calls its galaxies. */
            words: components["schemas"]["WordsView"];
        };
        SchemesPage: {
            /** @description The schemes, by slug. */
            schemes: components["schemas"]["SchemeView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example orbit
             */
            next?: string;
        };
        SignatureView: {
            /**
             * @description The Ed25519 public key, 32 bytes in base64.
             * @example RXi0Nr0yQS4y5j8nFBqNfFWRpcJYb3Xn5wzvIsq3SkY=
             */
            publicKey: string;
            /** @description The signature over the text of the checkpoint, 64 bytes in base64. */
            signature: string;
        };
        CheckpointView: {
            /**
             * @description Whose book it is.
             * @example galaxies/orbit
             */
            origin: string;
            /**
             * @description The number of the seal.
             * @example 42
             */
            seal: number;
            /**
             * @description How many entries are sealed up to here.
             * @example 1200
             */
            entries: number;
            /**
             * @description The root of the seal, 32 bytes in base64.
             * @example 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
             */
            root: string;
            /**
             * Format: date-time
             * @description When it was sealed.
             * @example 2026-11-22T09:00:00.000000Z
             */
            sealedAt: string;
            /** @description Who signed it; nobody when no key was configured. */
            signatures: components["schemas"]["SignatureView"][];
            /** @description The same as a C2SP signed note: print it, post it, keep it. */
            note: string;
        };
        CheckpointsPage: {
            /** @description The checkpoints, oldest first. */
            checkpoints: components["schemas"]["CheckpointView"][];
            /**
             * @description Send it as `after` for the next page. It is not there on the last page.
             * @example 42
             */
            next?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    showRegister: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The register. Its ETag is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    saveRegister: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each form that is opened, the same one for each retry. */
                "Idempotency-Key": string;
                /** @description The ETag of the version that the sender had seen. Without it the list is joined with what is there. */
                "If-Match"?: string;
            };
            path: {
                /** @description The session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SentRegisterBody"];
            };
        };
        responses: {
            /** @description It is recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedRegisterView"];
                };
            };
            /** @description It is kept, and staff will check one thing. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedRegisterView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whose account it is. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The three numbers and the entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listAccountEntries: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
                /** @description What the book said at that moment; now when it is left out. */
                as_at?: string;
            };
            header?: never;
            path: {
                /** @description Whose account it is. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountEntriesPage"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listQuestions: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
                /** @description Only those that nobody answered yet, or only those that somebody did. */
                state?: "open" | "answered";
                /** @description Only those of this person. People see their own in any case. */
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionsList"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    askQuestion: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuestionBody"];
            };
        };
        responses: {
            /** @description Staff look at it. While one about the line is open it is that one. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The question. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The question. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    answerQuestion: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The question. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionAnswerBody"];
            };
        };
        responses: {
            /** @description It is answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    approveContribution: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The contribution. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is approved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    refuseContribution: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The contribution. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotApprovedBody"];
            };
        };
        responses: {
            /** @description It is not approved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    sayThanks: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewThanksBody"];
            };
        };
        responses: {
            /** @description They are thanked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listContributions: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
                /** @description Only those of this state. */
                state?: "pending" | "approved" | "not-approved" | "withdrawn" | "put-right";
                /** @description Only those of this person. People see their own in any case. */
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionsList"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    askForContribution: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContributionBody"];
            };
        };
        responses: {
            /** @description It waits for staff. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getContribution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The contribution. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contribution. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionApiView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    withdrawContribution: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The contribution. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is taken back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    showToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listPutRights: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
                /** @description Only those of this state. */
                state?: "waiting" | "done" | "not-agreed";
                /** @description Only those about this person. */
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutRightsList"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    previewPutRight: {
        parameters: {
            query: {
                /** @description Whose galaxies they are. */
                person: string;
                /** @description The entry of a line of theirs. Without it the effect is that of galaxies by hand. */
                entry?: string;
                /** @description How many galaxies are given or taken by hand; 1 when not given. */
                galaxies?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each way would do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    showPutRight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What was put right, or is to be. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutRightApiView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    putLineRight: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LineToPutRightBody"];
            };
        };
        responses: {
            /** @description It is done, or it waits. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutRightApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    askForAdjustment: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentBody"];
            };
        };
        responses: {
            /** @description It waits for the second person. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutRightApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    agreeToPutRight: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was seen, so that nobody undoes what they have not seen. */
                "If-Match": string;
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description What was put right, or is to be. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutRightApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It was changed since it was seen. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not say what was seen. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    leavePutRight: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was seen, so that nobody undoes what they have not seen. */
                "If-Match": string;
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description What was put right, or is to be. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing comes of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutRightApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It was changed since it was seen. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not say what was seen. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listActivities: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivitiesPage"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    makeActivity: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewActivityBody"];
            };
        };
        responses: {
            /** @description It is made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    showActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the activity. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The activity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityApiView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    changeActivity: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was seen, so that nobody undoes what they have not seen. */
                "If-Match": string;
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the activity. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityChangesBody"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It was changed since it was seen. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not say what was seen. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listPlaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacesList"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    answerPlace: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the session. */
                id: unknown;
                /** @description Whose answer it is: oneself, or for staff and programs anybody. */
                person: unknown;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            /** @description What was kept: whoever asks to wait when there is room has a place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listRates: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatesPage"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    askForRate: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRateBody"];
            };
        };
        responses: {
            /** @description It waits for a second person. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateAsked"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    agreeToRate: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the rate. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateAsked"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
                /** @description Those that end after this moment; now when it is not given. */
                from?: string;
                /** @description Those that begin before this moment. */
                to?: string;
                /** @description Those of this activity. */
                activity?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsPage"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    makeSessions: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSessionBody"];
            };
        };
        responses: {
            /** @description They are made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeSessions"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    showSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionApiView"];
                };
            };
            /** @description It is as the ETag in If-None-Match says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    changeSession: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was seen, so that nobody undoes what they have not seen. */
                "If-Match": string;
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionChangesBody"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It was changed since it was seen. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not say what was seen. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    callOffSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description It is off. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionApiView"];
                };
            };
            /** @description The request could not be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Nobody is signed in, or the token does not work. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description This is not open to the one who asked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It is at odds with what has been recorded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    openApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description It may not: something is missing, or it is stopping. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listSchemes: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after this one: the `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemesPage"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description How many to give at most. */
                limit?: number;
                /** @description Begin after the seal of this number. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description The scheme's short name. */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointsPage"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    latestCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The scheme's short name. */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON, or the note for whoever asks for text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointView"];
                    "text/plain": string;
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Part of the request cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests have come at once. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The service cannot answer just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
}
