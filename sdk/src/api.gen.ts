// Written by `npm run generate` from openapi.json.

export interface paths {
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what in the project, newest first; for owners and admins of it also in the organisation.
         * @description Needs the scope `audit:read`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/accept-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Uses an invitation: makes the person with a password of their own, and signs in.
         * @description Needs neither key nor sign-in.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who calls, the projects that they may enter and what they may do in each.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes the name of the person who is signed in.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/api/v1/auth/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Uses a one-time owner link: makes this person an owner with this password, or gives them a new one, and signs in.
         * @description Needs neither key nor sign-in.
         */
        post: operations["becomeOwner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the password of the person who is signed in, and ends their other sign-ins.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs a person in: sets the cookie of the session. Attempts are limited by address and by account.
         * @description Needs neither key nor sign-in.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the person is signed in, newest first.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-ins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a sign-in of one’s own: its next call is refused, and its tokens by every gateway.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        delete: operations["revokeSignIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the sign-in that calls.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The environments of the project, oldest first.
         * @description Needs the scope `projects:read`.
         */
        get: operations["listEnvironments"];
        put?: never;
        /**
         * Adds an environment to the project.
         * @description Needs the scope `projects:write`.
         */
        post: operations["createEnvironment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The project’s exports of the last day, newest first.
         * @description Needs the scope `traces:read`.
         */
        get: operations["listExports"];
        put?: never;
        /**
         * Asks for a file of all requests that a filter finds, with texts where the caller may read them.
         * @description Needs the scope `traces:read`.
         */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an export has come.
         * @description Needs the scope `traces:read`.
         */
        get: operations["getExport"];
        put?: never;
        post?: never;
        /**
         * Deletes an export of the caller’s own, with its file.
         * @description Needs the scope `traces:read`.
         */
        delete: operations["deleteExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops an export of the caller’s own: at once, or at its next page.
         * @description Needs the scope `traces:read`.
         */
        post: operations["cancelExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an export, as a download.
         * @description Needs the scope `traces:read`.
         */
        get: operations["downloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where applications reach the gateway.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        get: operations["getGateway"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which parts of this installation do not answer just now, and since when.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invitations, newest first: those to the project; to admins of the organisation, all.
         * @description Needs the scope `people:read`.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invites a person: the link in the answer is shown this once and opens for 7 days. It takes the place of an earlier one.
         * @description Needs the scope `people:write`.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes an invitation back: its link opens no longer.
         * @description Needs the scope `people:write`.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/key-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names for the key ids of requests: of keys, of people and of the owner key.
         * @description Needs the scope `keys:read`; with `keys:own` it is about one's own only.
         */
        get: operations["listKeyNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys of the project, newest first.
         * @description Needs the scope `keys:read`; with `keys:own` it is about one's own only.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Creates a key. The whole key is in this answer and never again.
         * @description Needs the scope `keys:write`; with `keys:own` it is about one's own only.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One key, without its secret.
         * @description Needs the scope `keys:read`; with `keys:own` it is about one's own only.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revokes a key, and names the processes that no longer take it. Again: the same answer.
         * @description Needs the scope `keys:write`; with `keys:own` it is about one's own only.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        /**
         * Changes what a key may do, its name, owner or expiry.
         * @description Needs the scope `keys:write`; with `keys:own` it is about one's own only.
         */
        patch: operations["updateKey"];
        trace?: never;
    };
    "/api/v1/last-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When the newest request that is kept began: whether it is quiet, or nobody has called yet.
         * @description Needs the scope `traces:read`.
         */
        get: operations["getLastRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The models that are known by name: of stored lists, named by their providers, or used; by provider in order. A provider without a list passes any name on.
         * @description Needs the scope `models:read`.
         */
        get: operations["listModels"];
        put?: never;
        /**
         * Serves a GGUF file on the server as a local chat model. Owners only.
         * @description Needs the scope `models:write`.
         */
        post: operations["addModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/local/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * No longer serves a local model; its file stays. Owners only.
         * @description Needs the scope `models:write`.
         */
        delete: operations["removeModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation that the caller belongs to.
         * @description Needs the scope `projects:read`.
         */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Renames the organisation. Owners only.
         * @description Needs the scope `projects:write`.
         */
        patch: operations["updateOrganisation"];
        trace?: never;
    };
    "/api/v1/owner-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a one-time link, valid for 24 hours, by which somebody becomes an owner or gets a new password. Owners only.
         * @description Needs the scope `people:write`.
         */
        post: operations["createOwnerLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/playground/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A chat completion by a gateway of this host, its answer as events of one form.
         * @description Needs the scope `inference`.
         */
        post: operations["playgroundConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/playground/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A chat completion by a gateway of this host, streamed where that is asked for.
         * @description Needs the scope `inference`.
         */
        post: operations["playgroundChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/playground/v1/embeddings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Embeddings by a gateway of this host.
         * @description Needs the scope `inference`.
         */
        post: operations["playgroundEmbeddings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/playground/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The models that the caller may call and that are known by name.
         * @description Needs the scope `inference`.
         */
        get: operations["playgroundModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The project’s own prices, newest first. What they leave out is priced by the public table.
         * @description Needs the scope `models:read`.
         */
        get: operations["listPrices"];
        put?: never;
        /**
         * Sets an own price of a model, in force from a moment on. It changes no cost already recorded.
         * @description Needs the scope `models:write`.
         */
        post: operations["createPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes an own price: from now on the one before it holds, or the public table.
         * @description Needs the scope `models:write`.
         */
        delete: operations["deletePrice"];
        options?: never;
        head?: never;
        /**
         * Corrects an own price. It changes no cost already recorded.
         * @description Needs the scope `models:write`.
         */
        patch: operations["updatePrice"];
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The projects that the caller may see, newest first.
         * @description Needs the scope `projects:read`.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Creates a project with the environments development, staging and production. Owners only.
         * @description Needs the scope `projects:write`.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One project.
         * @description Needs the scope `projects:read`.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes the name of a project, what is captured of its requests and for how many days, and which web pages may call, and what becomes of calls that cannot be carried whole.
         * @description Needs the scope `projects:write`.
         */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The providers of the project, in the order in which a bare model name is looked up.
         * @description Needs the scope `providers:read`.
         */
        get: operations["listProviders"];
        put?: never;
        /**
         * Adds a model host; it comes last in the order of bare names.
         * @description Needs the scope `providers:write`.
         */
        post: operations["createProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One provider, without its credential.
         * @description Needs the scope `providers:read`.
         */
        get: operations["getProvider"];
        put?: never;
        post?: never;
        /**
         * Removes a provider and its credential.
         * @description Needs the scope `providers:write`.
         */
        delete: operations["deleteProvider"];
        options?: never;
        head?: never;
        /**
         * Changes a provider. Another base URL drops the credential unless that is given too.
         * @description Needs the scope `providers:write`.
         */
        patch: operations["updateProvider"];
        trace?: never;
    };
    "/api/v1/providers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends one short request to a provider, by way of a gateway, and says how it went.
         * @description Needs the scope `providers:write`.
         */
        post: operations["testProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets the order in which a bare model name is looked up.
         * @description Needs the scope `providers:write`.
         */
        put: operations["orderProviders"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The model hosts that are known by name, with what each needs to be filled in.
         * @description Needs the scope `providers:read`.
         */
        get: operations["listProviderPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists requests, newest first or in the order of a column.
         * @description Needs the scope `traces:read`.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a request whole: its attempts, the time of each step, its bodies.
         * @description Needs the scope `traces:read`.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The routes of the project, newest first.
         * @description Needs the scope `routes:read`.
         */
        get: operations["listRoutes"];
        put?: never;
        /**
         * Makes a name that clients use as `model`, and says which models answer for it.
         * @description Needs the scope `routes:write`.
         */
        post: operations["createRoute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One route in its version in force.
         * @description Needs the scope `routes:read`.
         */
        get: operations["getRoute"];
        put?: never;
        post?: never;
        /**
         * Removes a route: its name means what it would without it.
         * @description Needs the scope `routes:write`.
         */
        delete: operations["deleteRoute"];
        options?: never;
        head?: never;
        /**
         * Makes a new version of a route; what is left out stays as it is.
         * @description Needs the scope `routes:write`.
         */
        patch: operations["updateRoute"];
        trace?: never;
    };
    "/api/v1/routes/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undoes changes: makes a new version that says what an old one said.
         * @description Needs the scope `routes:write`.
         */
        post: operations["restoreRoute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a route has said, newest first, with author, time and message.
         * @description Needs the scope `routes:read`.
         */
        get: operations["listRouteVersions"];
        put?: never;
        post?: never;
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
        /**
         * Lists sessions, the one with the newest request first.
         * @description Needs the scope `traces:read`.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The processes, stores and disks of this installation, and how they are.
         * @description Needs the scope `system:read`.
         */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traces/{trace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a trace as a tree of spans: its requests, their steps and attempts.
         * @description Needs the scope `traces:read`.
         */
        get: operations["getTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Adds up requests, tokens and cost by any dimension and interval.
         * @description Needs the scope `usage:read`.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people of the organisation, newest first; a key sees those of its project.
         * @description Needs the scope `people:read`.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a person’s roles or right to content, or disables them: in force with the answer.
         * @description Needs the scope `people:write`.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys that work of which a person is the owner or the maker, also by keys of theirs, newest first: those of the project; to admins of the organisation, all.
         * @description Needs the scope `keys:read`.
         */
        get: operations["listKeysOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller’s saved views and those shared with the project, newest first.
         * @description Needs the scope `traces:read`.
         */
        get: operations["listViews"];
        put?: never;
        /**
         * Saves what a page shows under a name.
         * @description Needs the scope `traces:read`.
         */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a view of the caller’s own; admins of the project also remove what others share.
         * @description Needs the scope `traces:read`.
         */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        /**
         * Changes a view of the caller’s own: its name, what it shows, who sees it.
         * @description Needs the scope `traces:read`.
         */
        patch: operations["updateView"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApiError: {
            error: {
                code: string;
                details?: {
                    [key: string]: unknown;
                };
                message: string;
                next: string;
                request_id: string;
            };
        };
        AuditEvent: {
            /** @description `key.create`, `provider.update`, … */
            action: string;
            actor: {
                id: string | null;
                kind: string;
                /** @description Of a person or key, as it is now. */
                name: string | null;
            };
            after: unknown;
            at: string;
            before: unknown;
            /** Format: uuid */
            id: string;
            ip: string | null;
            project_id: string | null;
            request_id: string | null;
            target: {
                id: string | null;
                kind: string;
            };
        };
        ChangedKey: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            /** @description `provider/model`, `provider/*`, or `route:name` for all that a route leads to; null: every model. */
            allowed_models: string[] | null;
            created_at: string;
            created_by: string | null;
            environment: string;
            /** Format: uuid */
            environment_id: string;
            expires_at: string | null;
            generation: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            last_used_at: string | null;
            missing: {
                process: string;
                role: string;
            }[];
            name: string;
            owner: {
                id: string;
                /** @enum {string} */
                kind: "user" | "team" | "service";
            };
            /** Format: uuid */
            project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            public_id: string;
            revoked_at: string | null;
            scopes: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            version: number;
        };
        ChangedRoute: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            changed_by: components["schemas"]["RouteAuthor"];
            created_at: string;
            enabled: boolean;
            /**
             * @default [
             *       "error",
             *       "rate_limit",
             *       "credential",
             *       "context_overflow",
             *       "content_filter",
             *       "model_not_found"
             *     ]
             */
            fallback_on: ("error" | "rate_limit" | "credential" | "context_overflow" | "content_filter" | "model_not_found")[];
            generation: number;
            /** @default null */
            hedge_after_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            managed_by: "console" | "api" | "file" | "environment";
            message: string | null;
            missing: {
                process: string;
                role: string;
            }[];
            name: string;
            /** Format: uuid */
            project_id: string;
            /** @default 1 */
            retries: number;
            rules: components["schemas"]["RouteRule"][];
            /** @description A provider whose name the route’s begins with: its models are called by it. */
            shadowed_by: string | null;
            /**
             * @default order
             * @enum {string}
             */
            strategy: "order" | "weighted" | "latency" | "cost";
            targets: components["schemas"]["RouteTarget"][];
            /** @default {} */
            timeouts: {
                connect_ms?: number;
                first_byte_ms?: number;
                idle_ms?: number;
                total_ms?: number;
            };
            updated_at: string;
            version: number;
        };
        ChangedUser: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            /** @description Keys of their own that lost scopes or were revoked, since they may do less. */
            changed_keys: components["schemas"]["PersonKey"][];
            content: boolean | null;
            created_at: string;
            disabled_at: string | null;
            email: string;
            generation: number;
            /** Format: uuid */
            id: string;
            /** @description Of any sign-in of the last 30 days. */
            last_seen_at: string | null;
            /** @description Where they may do less: keys that they, or keys of theirs, made for services or others and that work on. Whoever made a key may have kept it. */
            made_keys: components["schemas"]["PersonKey"][];
            missing: {
                process: string;
                role: string;
            }[];
            name: string;
            project_roles: {
                content: boolean | null;
                project: string;
                /** Format: uuid */
                project_id: string;
                /** @enum {string} */
                role: "viewer" | "member" | "admin" | "owner";
            }[];
            role: ("viewer" | "member" | "admin" | "owner") | null;
            version: number;
        };
        /** @description One a line (`application/x-ndjson`), as they come; an answer that is not streamed comes to the same. */
        ConversationEvent: {
            answer: number;
            /** @constant */
            begins?: true;
            content: string;
            /** @enum {string} */
            type: "text" | "reasoning" | "refusal";
        } | {
            answer: number;
            /** @constant */
            begins?: true;
            encrypted?: string;
            id?: string;
            signature: string | null;
            /** @constant */
            type: "signature";
        } | {
            answer: number;
            citation: {
                end: number | null;
                quoted: string | null;
                start: number | null;
                title: string | null;
                uri: string | null;
            };
            /** @constant */
            type: "citation";
        } | {
            answer: number;
            signature: string;
            /** @constant */
            type: "text_signature";
        } | {
            answer: number;
            logprobs: {
                bytes: number[] | null;
                logprob: number;
                token: string;
                top: {
                    bytes: number[] | null;
                    logprob: number;
                    token: string;
                }[];
            }[];
            /** @constant */
            type: "logprobs";
        } | {
            answer: number;
            arguments: string;
            call: number;
            id: string | null;
            /** @enum {string} */
            kind: "function" | "custom";
            name: string;
            signature?: string;
            /** @constant */
            type: "tool_call";
        } | {
            answer: number;
            /** @constant */
            begins?: true;
            data: string;
            id: string | null;
            transcript: string;
            /** @constant */
            type: "audio";
        } | {
            answer: number;
            part: {
                /** @enum {string} */
                cache?: "5m" | "1h";
                citations?: {
                    end: number | null;
                    quoted: string | null;
                    start: number | null;
                    title: string | null;
                    uri: string | null;
                }[];
                content: string;
                signature?: string;
                /** @constant */
                type: "text";
            } | {
                /** @enum {string} */
                cache?: "5m" | "1h";
                detail?: string;
                source: {
                    data: string;
                    /** @constant */
                    kind: "inline";
                    media_type: string;
                } | {
                    /** @constant */
                    kind: "uri";
                    media_type?: string;
                    uri: string;
                } | {
                    id: string;
                    /** @constant */
                    kind: "file";
                };
                /** @constant */
                type: "image";
            } | {
                /** @enum {string} */
                cache?: "5m" | "1h";
                name: string | null;
                source: {
                    data: string;
                    /** @constant */
                    kind: "inline";
                    media_type: string;
                } | {
                    /** @constant */
                    kind: "uri";
                    media_type?: string;
                    uri: string;
                } | {
                    id: string;
                    /** @constant */
                    kind: "file";
                };
                /** @constant */
                type: "document";
            } | {
                source: ({
                    data: string;
                    /** @constant */
                    kind: "inline";
                    media_type: string;
                } | {
                    /** @constant */
                    kind: "uri";
                    media_type?: string;
                    uri: string;
                } | {
                    id: string;
                    /** @constant */
                    kind: "file";
                }) | null;
                transcript: string | null;
                /** @constant */
                type: "audio";
            } | {
                hosted?: string;
                /** @constant */
                type: "unknown";
                value: unknown;
            };
            /** @constant */
            type: "part";
        } | {
            answer: number;
            reason: string;
            sequence?: string;
            /** @constant */
            type: "stop";
        } | {
            /** @constant */
            type: "usage";
            usage: components["schemas"]["Usage"];
        } | {
            code?: string;
            message: string;
            /** @constant */
            type: "error";
        };
        CreatedInvitation: {
            content: boolean | null;
            created_at: string;
            email: string;
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** @description Name of the person, or id of the key. */
            invited_by: string | null;
            /** @description Shown this once: a path to be resolved against the address of the console. */
            link: string;
            project_roles: {
                content: boolean | null;
                project: string;
                /** Format: uuid */
                project_id: string;
                /** @enum {string} */
                role: "viewer" | "member" | "admin" | "owner";
            }[];
            role: ("viewer" | "member" | "admin" | "owner") | null;
            /** @enum {string} */
            status: "open" | "expired" | "accepted" | "revoked";
        };
        CreatedKey: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            /** @description `provider/model`, `provider/*`, or `route:name` for all that a route leads to; null: every model. */
            allowed_models: string[] | null;
            created_at: string;
            created_by: string | null;
            environment: string;
            /** Format: uuid */
            environment_id: string;
            expires_at: string | null;
            generation: number;
            /** Format: uuid */
            id: string;
            /** @description The whole key, shown this once: only a hash of it is stored. */
            key: string;
            /** @enum {string} */
            kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            last_used_at: string | null;
            missing: {
                process: string;
                role: string;
            }[];
            name: string;
            owner: {
                id: string;
                /** @enum {string} */
                kind: "user" | "team" | "service";
            };
            /** Format: uuid */
            project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            public_id: string;
            revoked_at: string | null;
            scopes: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            version: number;
        };
        EndedSignIn: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            ended_at: string;
            generation: number;
            /** Format: uuid */
            id: string;
            missing: {
                process: string;
                role: string;
            }[];
        };
        Environment: {
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            project_id: string;
        };
        Export: {
            bytes: number | null;
            cancel_requested: boolean;
            content: boolean;
            created_at: string;
            error: {
                code: string;
                message: string;
                next: string;
            } | null;
            expires_at: string | null;
            filter: {
                /** @description USD. */
                cost_max?: string;
                /** @description USD. */
                cost_min?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                error_code?: string;
                /**
                 * Format: date-time
                 * @description First moment, ISO 8601.
                 */
                from: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                http_status?: string;
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                key?: string;
                latency_max_ms?: number;
                latency_min_ms?: number;
                /** @description Of x-signalbox-metadata: `feature:search`; `feature` alone finds any value, `feature:` requests without it, an empty text those without any. Several are comma-separated (`\,` is a comma, `\:` a colon within a key): any of the values of one key, and all of the keys. */
                metadata?: string;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                model?: string;
                /** @description Leaves out what `environment` would find. */
                not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                not_key?: string;
                /** @description Leaves out what each of them would find. */
                not_metadata?: string;
                /** @description Leaves out what `model` would find. */
                not_model?: string;
                /** @description Leaves out what `operation` would find. */
                not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                not_session?: string;
                /** @description Leaves out what `status` would find. */
                not_status?: string;
                /** @description Leaves out what `stream` would find. */
                not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                not_trace_id?: string;
                /** @description Leaves out what `upstream_code` would find. */
                not_upstream_code?: string;
                /** @description Leaves out what `upstream_status` would find. */
                not_upstream_status?: string;
                /** @description Leaves out what `user` would find. */
                not_user?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                operation?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                session?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                text?: string;
                /**
                 * Format: date-time
                 * @description The moment after the last one, ISO 8601.
                 */
                to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                trace_id?: string;
                /** @description What the provider called its error: its code, or else its type (`rate_limit_exceeded`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_code?: string;
                /** @description HTTP status of the provider, of requests that failed. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_status?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                user?: string;
            };
            finished_at: string | null;
            /** @enum {string} */
            format: "csv" | "jsonl";
            id: string;
            own: boolean;
            requested_by: string;
            rows_done: number;
            rows_total: number | null;
            started_at: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            version: number;
        };
        GatewayAddress: {
            port: number;
            /** @description Null: at the host of the console, on `port`. */
            url: string | null;
        };
        Health: {
            /** @description Empty: everything answers. */
            troubles: {
                /** @enum {string} */
                part: "telemetry" | "trace_store" | "gateway" | "engine";
                /** @description When it was first found so, ISO 8601. */
                since: string;
                /** @enum {string} */
                state: "away" | "slow";
            }[];
        };
        Invitation: {
            content: boolean | null;
            created_at: string;
            email: string;
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** @description Name of the person, or id of the key. */
            invited_by: string | null;
            project_roles: {
                content: boolean | null;
                project: string;
                /** Format: uuid */
                project_id: string;
                /** @enum {string} */
                role: "viewer" | "member" | "admin" | "owner";
            }[];
            role: ("viewer" | "member" | "admin" | "owner") | null;
            /** @enum {string} */
            status: "open" | "expired" | "accepted" | "revoked";
        };
        Key: {
            /** @description `provider/model`, `provider/*`, or `route:name` for all that a route leads to; null: every model. */
            allowed_models: string[] | null;
            created_at: string;
            created_by: string | null;
            environment: string;
            /** Format: uuid */
            environment_id: string;
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            last_used_at: string | null;
            name: string;
            owner: {
                id: string;
                /** @enum {string} */
                kind: "user" | "team" | "service";
            };
            /** Format: uuid */
            project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            public_id: string;
            revoked_at: string | null;
            scopes: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            version: number;
        };
        KeyName: {
            /** @description What requests, usage and lists have as `key`. */
            id: string;
            /**
             * @description A person is who called from the console: the playground, and tests of providers.
             * @enum {string}
             */
            kind: "key" | "person" | "owner_key";
            name: string;
        };
        LastRequest: {
            /** @description Null: none is kept. */
            started_at: string | null;
        };
        Me: {
            /** @description To be sent as `x-csrf-token` with every call but GET. Null: a key calls. */
            csrf_token: string | null;
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            projects: {
                environments: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                }[];
                /** Format: uuid */
                id: string;
                name: string;
                /** @description Requests that are older have been deleted: they are not kept. */
                retention_days: number;
                role: ("viewer" | "member" | "admin" | "owner") | null;
                scopes: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            }[];
            /** @description In the organisation. Null: in single projects only, or a key. */
            role: ("viewer" | "member" | "admin" | "owner") | null;
            /** @description Null: a key calls. */
            user: {
                email: string;
                /** Format: uuid */
                id: string;
                name: string;
                /** Format: uuid */
                sign_in_id: string;
            } | null;
        };
        Model: {
            /** @description Null: not known. */
            context_tokens: number | null;
            /** @description `provider/name`: what a request names. */
            id: string;
            local: boolean;
            /** @description Null: not local, or the engine does not say. */
            local_state: {
                /** @description What its weights and context take; 0 unless loaded. */
                memory_bytes: number;
                /** @description In work and in wait. */
                requests: number;
                /** @enum {string} */
                state: "loaded" | "loading" | "resting";
            } | null;
            name: string;
            /** @description Null: not known; what runs on this machine has none. */
            price: {
                /** @description Long inputs have other prices than these. */
                tiered: boolean;
                usd_per_million: {
                    audio_seconds?: string;
                    cache_write?: string;
                    cache_write_1h?: string;
                    cached_input?: string;
                    characters?: string;
                    code_executions?: string;
                    documents?: string;
                    file_searches?: string;
                    images?: string;
                    input?: string;
                    input_audio?: string;
                    input_images?: string;
                    input_video?: string;
                    made_images?: string;
                    output?: string;
                    output_audio?: string;
                    output_video?: string;
                    reasoning?: string;
                    requests?: string;
                    search_units?: string;
                    web_searches?: string;
                };
                /** @description Where it comes from: the public table, an own price, or both. */
                version: string;
            } | null;
            provider: string;
            /** @description It costs nothing a token unless an own price says otherwise. */
            self_hosted: boolean;
            /** @description Where it is known from. */
            sources: ("stored" | "live" | "used")[];
            /** @description Null: not known. */
            task: ("chat" | "embeddings") | null;
            /** @description In the range; null: not known, or not asked for. */
            usage: {
                /** @description Decimal text, of `priced_requests`; null: not known. */
                cost_usd: string | null;
                /** @description Failed and interrupted ones. */
                errors: number;
                input_tokens: number | null;
                output_tokens: number | null;
                priced_requests: number;
                requests: number;
                total_ms: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                /** @description Times are of answered requests. */
                total_ms_mean: number | null;
                ttft_ms: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
            } | null;
        };
        OneTimeLink: {
            expires_at: string;
            /** @description Shown this once: a path to be resolved against the address of the console. */
            link: string;
        };
        Organisation: {
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            updated_at: string;
            version: number;
        };
        PersonKey: {
            /** @description `provider/model`, `provider/*`, or `route:name` for all that a route leads to; null: every model. */
            allowed_models: string[] | null;
            created_at: string;
            created_by: string | null;
            environment: string;
            /** Format: uuid */
            environment_id: string;
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            last_used_at: string | null;
            name: string;
            owner: {
                id: string;
                /** @enum {string} */
                kind: "user" | "team" | "service";
            };
            project: string;
            /** Format: uuid */
            project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            public_id: string;
            revoked_at: string | null;
            scopes: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            version: number;
        };
        Price: {
            created_at: string;
            effective_from: string;
            /** Format: uuid */
            id: string;
            model: string;
            project_id: string | null;
            provider: string;
            /** @description Null: the standard tier. */
            service_tier: string | null;
            usd_per_million: {
                audio_seconds?: string;
                cache_write?: string;
                cache_write_1h?: string;
                cached_input?: string;
                characters?: string;
                code_executions?: string;
                documents?: string;
                file_searches?: string;
                images?: string;
                input?: string;
                input_audio?: string;
                input_images?: string;
                input_video?: string;
                made_images?: string;
                output?: string;
                output_audio?: string;
                output_video?: string;
                reasoning?: string;
                requests?: string;
                search_units?: string;
                web_searches?: string;
            };
            version: number;
        };
        Project: {
            allowed_origins: string[];
            /** @enum {string} */
            capture: "full" | "metadata" | "off";
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description What becomes of a call whose provider speaks another protocol that cannot carry all of it: `refuse`: a 400 that names it; `drop`: it is sent without, and `x-signalbox-dropped` names it.
             * @enum {string}
             */
            on_unsupported: "refuse" | "drop";
            /** Format: uuid */
            organisation_id: string;
            retention_days: number;
            updated_at: string;
            version: number;
        };
        Provider: {
            account_from_client: boolean;
            api_version: string | null;
            base_url: string;
            created_at: string;
            /**
             * @description `caller`: clients log in at the host by themselves, with the gateway key in `x-signalbox-key`, and what they send for that is passed on untouched; no credential is stored.
             * @enum {string}
             */
            credential_from: "stored" | "caller";
            enabled: boolean;
            has_credential: boolean;
            /** @description Its static headers; their values are not shown. */
            header_names: string[];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "openai" | "azure" | "anthropic" | "gemini" | "vertex" | "cohere" | "bedrock" | "local" | "sandbox";
            /** @enum {string} */
            managed_by: "console" | "api" | "file" | "environment";
            /** @description Names it is known to serve; null: any name is passed on. */
            models: string[] | null;
            name: string;
            openai_organization: string | null;
            openai_project: string | null;
            /** @description Order in which a bare model name is looked up. */
            position: number;
            /** @description Which known host it is, as set or by its base URL; null: none of them. */
            preset: ("openai" | "anthropic" | "gemini" | "azure" | "vertex" | "bedrock" | "cohere" | "mistral" | "groq" | "xai" | "deepseek" | "together" | "fireworks" | "openrouter" | "perplexity" | "cerebras" | "ollama" | "vllm" | "llama-cpp" | "lm-studio") | null;
            /** @description Null: every project of the installation. */
            project_id: string | null;
            /** @description What it is spoken with in; what clients send in others is translated to the first that loses nothing of it, or else the one that loses least. */
            protocols: string[];
            /** @description On a host of its own, with base URL, credential, headers and account; else part of this installation, which is enabled and disabled only. */
            remote: boolean;
            /** @description As it is set; null: as is known of the host. */
            speaks_responses: boolean | null;
            /** @description It names its models itself: no list is set, and any name is passed on. */
            takes_any_model: boolean;
            updated_at: string;
            version: number;
        };
        ProviderPreset: {
            /** @description Null: each installation has its own. */
            base_url: string | null;
            base_url_example: string;
            /** @enum {string} */
            credential: "required" | "optional";
            /** @description What it looks like, where it is not one key. */
            credential_form: string | null;
            /** @description Where its API is published. */
            documentation: string;
            /** @enum {string} */
            id: "openai" | "anthropic" | "gemini" | "azure" | "vertex" | "bedrock" | "cohere" | "mistral" | "groq" | "xai" | "deepseek" | "together" | "fireworks" | "openrouter" | "perplexity" | "cerebras" | "ollama" | "vllm" | "llama-cpp" | "lm-studio";
            /** @enum {string} */
            kind: "openai" | "azure" | "anthropic" | "gemini" | "vertex" | "cohere" | "bedrock";
            name: string;
            /** @description It has the Responses API of OpenAI too. */
            speaks_responses: boolean;
            /** @description The variable that holds its credential by custom. */
            variable: string | null;
        };
        ProviderTest: {
            error: string | null;
            /** @description To the end of the answer. */
            latency_ms: number;
            /** @description `provider/name` that was called. */
            model: string;
            ok: boolean;
            /** @description Its trace. */
            request_id: string | null;
            /** @description HTTP status of the answer. */
            status: number;
            /**
             * @description As what it was called.
             * @enum {string}
             */
            task: "chat" | "embeddings";
            /** @description To its first part; null: there was none. */
            ttft_ms: number | null;
        };
        Removed: {
            generation: number | null;
            id: string;
            /** @constant */
            removed: true;
        };
        RemovedRoute: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            generation: number;
            /** Format: uuid */
            id: string;
            missing: {
                process: string;
                role: string;
            }[];
            /** @constant */
            removed: true;
        };
        RemovedView: {
            /** Format: uuid */
            id: string;
            /** @constant */
            removed: true;
        };
        RevokedKey: {
            acknowledged: {
                process: string;
                role: string;
            }[];
            generation: number;
            /** Format: uuid */
            id: string;
            missing: {
                process: string;
                role: string;
            }[];
            revoked_at: string;
        };
        Route: {
            changed_by: components["schemas"]["RouteAuthor"];
            created_at: string;
            enabled: boolean;
            /**
             * @default [
             *       "error",
             *       "rate_limit",
             *       "credential",
             *       "context_overflow",
             *       "content_filter",
             *       "model_not_found"
             *     ]
             */
            fallback_on: ("error" | "rate_limit" | "credential" | "context_overflow" | "content_filter" | "model_not_found")[];
            /** @default null */
            hedge_after_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            managed_by: "console" | "api" | "file" | "environment";
            message: string | null;
            name: string;
            /** Format: uuid */
            project_id: string;
            /** @default 1 */
            retries: number;
            rules: components["schemas"]["RouteRule"][];
            /** @description A provider whose name the route’s begins with: its models are called by it. */
            shadowed_by: string | null;
            /**
             * @default order
             * @enum {string}
             */
            strategy: "order" | "weighted" | "latency" | "cost";
            targets: components["schemas"]["RouteTarget"][];
            /** @default {} */
            timeouts: {
                connect_ms?: number;
                first_byte_ms?: number;
                idle_ms?: number;
                total_ms?: number;
            };
            updated_at: string;
            version: number;
        };
        RouteAuthor: {
            id: string;
            /** @enum {string} */
            kind: "key" | "bootstrap" | "user" | "system";
            /** @description Of the person or key, as it is now. */
            name: string | null;
        };
        RouteRule: {
            name: string;
            targets: components["schemas"]["RouteTarget"][];
            when: {
                input_tokens?: {
                    below?: number;
                    min?: number;
                };
                metadata?: {
                    [key: string]: string;
                };
                tags?: string[];
                users?: string[];
            };
        };
        RouteTarget: {
            model: string;
            /** @default 1 */
            order: number;
            /** @description Why it cannot be called as things are; null: nothing is known against it. */
            problem: ("provider_missing" | "provider_disabled" | "model_missing") | null;
            /** @default {} */
            timeouts: {
                connect_ms?: number;
                first_byte_ms?: number;
                idle_ms?: number;
                total_ms?: number;
            };
            /** @default 1 */
            weight: number;
        };
        RouteVersion: {
            author: components["schemas"]["RouteAuthor"];
            created_at: string;
            enabled: boolean;
            /**
             * @default [
             *       "error",
             *       "rate_limit",
             *       "credential",
             *       "context_overflow",
             *       "content_filter",
             *       "model_not_found"
             *     ]
             */
            fallback_on: ("error" | "rate_limit" | "credential" | "context_overflow" | "content_filter" | "model_not_found")[];
            /** @default null */
            hedge_after_ms: number | null;
            message: string | null;
            name: string;
            /** @default 1 */
            retries: number;
            /** Format: uuid */
            route_id: string;
            /** @default [] */
            rules: {
                name: string;
                targets: {
                    model: string;
                    /** @default 1 */
                    order: number;
                    /** @default {} */
                    timeouts: {
                        connect_ms?: number;
                        first_byte_ms?: number;
                        idle_ms?: number;
                        total_ms?: number;
                    };
                    /** @default 1 */
                    weight: number;
                }[];
                when: {
                    input_tokens?: {
                        below?: number;
                        min?: number;
                    };
                    metadata?: {
                        [key: string]: string;
                    };
                    tags?: string[];
                    users?: string[];
                };
            }[];
            /**
             * @default order
             * @enum {string}
             */
            strategy: "order" | "weighted" | "latency" | "cost";
            targets: {
                model: string;
                /** @default 1 */
                order: number;
                /** @default {} */
                timeouts: {
                    connect_ms?: number;
                    first_byte_ms?: number;
                    idle_ms?: number;
                    total_ms?: number;
                };
                /** @default 1 */
                weight: number;
            }[];
            /** @default {} */
            timeouts: {
                connect_ms?: number;
                first_byte_ms?: number;
                idle_ms?: number;
                total_ms?: number;
            };
            version: number;
        };
        SignIn: {
            created_at: string;
            /** @description The one that asks. */
            current: boolean;
            expires_at: string;
            /** Format: uuid */
            id: string;
            ip: string | null;
            /** @description True to a minute. */
            last_seen_at: string;
            user_agent: string | null;
        };
        System: {
            /** @description Of the data directory. */
            disk: {
                free_bytes: number;
                path: string;
                total_bytes: number;
            } | null;
            engine: {
                error: string | null;
                /** @description How far an installation is that runs. */
                installation: {
                    /** @description What it takes in the end, more or less. */
                    about_bytes: number;
                    elapsed_ms: number;
                    /** @description On the disk so far. */
                    written_bytes: number;
                } | null;
                /** @description In work and in wait together. */
                requests: number;
                /** @description Since the engine started: its queue was full. */
                requests_refused: number;
                rss_bytes: number | null;
                /** @enum {string} */
                state: "off" | "resting" | "installing" | "ready" | "failed" | "silent";
            };
            /** @description Providers that members set before --allow-private-providers was asked for, and that may lead to private networks until their base URL changes. Those that you can see, at most 100; empty with the option. */
            exempt_providers: {
                base_url: string;
                id: string;
                name: string;
            }[];
            generation: number;
            node: string;
            platform: string;
            processes: {
                /** @description Generations of the configuration that it lacks. */
                behind: number | null;
                gateway: {
                    config: {
                        age_ms: number;
                        generation: number;
                    };
                    requests_in_flight: number;
                    spool: {
                        bytes: number;
                        damaged: number;
                        frames_pending: number;
                        /** @enum {string} */
                        level: "ok" | "payload_dropped" | "full";
                        oldest_pending_ms: number | null;
                        set_aside: number;
                        /** @description Requests that went unrecorded since its start: the spool was full. */
                        unrecorded: number;
                    };
                } | null;
                /** @description Null: it is the one that answers. */
                heard_ms_ago: number | null;
                host: string;
                pid: number;
                process: string;
                role: string;
                rss_bytes: number | null;
                started_at: string;
                /** @enum {string} */
                state: "running" | "silent" | "draining" | "snapshot_stale";
                version: string;
            }[];
            stores: {
                /** @description Null: telemetry does not answer. */
                analytics: {
                    bytes: number;
                    disk_free_bytes: number | null;
                    kind: string;
                    last_applied_at: string | null;
                    /** @description Of the newest frame that was taken in. */
                    last_cut_at: string | null;
                    rows: number;
                    tables: {
                        bytes: number;
                        name: string;
                        parts: number;
                        rows: number;
                    }[];
                } | null;
                postgres: {
                    bytes: number;
                    embedded: boolean;
                    version: string;
                };
            };
            /** @description A proxy before the console that --trusted-proxies does not name. */
            untrusted_proxy: {
                address: string;
                since: string;
            } | null;
            version: string;
        };
        Usage: {
            /** @description Length of sound that was heard, where no tokens of it are told. */
            audio_seconds?: number;
            /** @description Written to a cache of the provider, for any time. */
            cache_write?: number;
            /** @description Of these, what is kept for an hour. */
            cache_write_1h?: number;
            /** @description Read from a cache of the provider. */
            cached_input?: number;
            /** @description Text that was spoken, where no tokens of it are told. */
            characters?: number;
            /** @description Runs of code by the provider's own tool. */
            code_executions?: number;
            /** @description Texts that were ranked, where neither tokens nor units are told. */
            documents?: number;
            /** @description Searches of files by the provider's own tool. */
            file_searches?: number;
            /** @description Images that were made. */
            images?: number;
            /** @description What was sent, in all its parts. */
            input?: number;
            /** @description Sound that was sent. */
            input_audio?: number;
            /** @description Images that were sent. */
            input_images?: number;
            /** @description Video that was sent. */
            input_video?: number;
            /** @description Images that were made, where no tokens of them are told. */
            made_images?: number;
            /** @description What was answered, in all its parts. */
            output?: number;
            /** @description Sound that was made. */
            output_audio?: number;
            /** @description Video that was made. */
            output_video?: number;
            /** @description Thought before the answer. */
            reasoning?: number;
            /** @description What a host of rerankers charges by. */
            search_units?: number;
            /** @description Searches of the web by the provider's own tool. */
            web_searches?: number;
        };
        User: {
            content: boolean | null;
            created_at: string;
            disabled_at: string | null;
            email: string;
            /** Format: uuid */
            id: string;
            /** @description Of any sign-in of the last 30 days. */
            last_seen_at: string | null;
            name: string;
            project_roles: {
                content: boolean | null;
                project: string;
                /** Format: uuid */
                project_id: string;
                /** @enum {string} */
                role: "viewer" | "member" | "admin" | "owner";
            }[];
            role: ("viewer" | "member" | "admin" | "owner") | null;
            version: number;
        };
        View: {
            created_at: string;
            /** @description Whether the caller may delete it: their own, and, for admins, what others share. */
            deletable: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Whether the caller made it, and so may change it. */
            own: boolean;
            page: string;
            search: string;
            shared: boolean;
            version: number;
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
    listAudit: {
        parameters: {
            query?: {
                /** @description `key.create`, `user.sign_in`, … */
                action?: string;
                /** @description Ids of keys or people. */
                actor?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                not_action?: string;
                not_actor?: string;
                not_target?: string;
                not_target_kind?: string;
                /** @description Ids. */
                target?: string;
                /** @description `key`, `user`, `provider`, … */
                target_kind?: string;
                to?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEvent"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description 12 characters or more. */
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    becomeOwner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    /** @description 12 characters or more. */
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    /** @description 12 characters or more. */
                    new: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        done: true;
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    listSignIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SignIn"][];
                        next_cursor: null;
                    };
                };
            };
        };
    };
    revokeSignIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSignIn"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        done: true;
                    };
                };
            };
        };
    };
    listEnvironments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Environment"][];
                        next_cursor: null;
                    };
                };
            };
        };
    };
    createEnvironment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Environment"];
                };
            };
        };
    };
    listExports: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Export"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description USD. */
                    cost_max?: string;
                    /** @description USD. */
                    cost_min?: string;
                    /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    environment?: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    error_code?: string;
                    /** @enum {string} */
                    format: "csv" | "jsonl";
                    /**
                     * Format: date-time
                     * @description First moment, ISO 8601.
                     */
                    from: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    http_status?: string;
                    /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    key?: string;
                    latency_max_ms?: number;
                    latency_min_ms?: number;
                    /** @description Of x-signalbox-metadata: `feature:search`; `feature` alone finds any value, `feature:` requests without it, an empty text those without any. Several are comma-separated (`\,` is a comma, `\:` a colon within a key): any of the values of one key, and all of the keys. */
                    metadata?: string;
                    /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    model?: string;
                    /** @description Leaves out what `environment` would find. */
                    not_environment?: string;
                    /** @description Leaves out what `error_code` would find. */
                    not_error_code?: string;
                    /** @description Leaves out what `http_status` would find. */
                    not_http_status?: string;
                    /** @description Leaves out what `key` would find. */
                    not_key?: string;
                    /** @description Leaves out what each of them would find. */
                    not_metadata?: string;
                    /** @description Leaves out what `model` would find. */
                    not_model?: string;
                    /** @description Leaves out what `operation` would find. */
                    not_operation?: string;
                    /** @description Leaves out what `provider` would find. */
                    not_provider?: string;
                    /** @description Leaves out what `requested_model` would find. */
                    not_requested_model?: string;
                    /** @description Leaves out what `session` would find. */
                    not_session?: string;
                    /** @description Leaves out what `status` would find. */
                    not_status?: string;
                    /** @description Leaves out what `stream` would find. */
                    not_stream?: string;
                    /** @description Leaves out what `tag` would find. */
                    not_tag?: string;
                    /** @description Leaves out what `trace_id` would find. */
                    not_trace_id?: string;
                    /** @description Leaves out what `upstream_code` would find. */
                    not_upstream_code?: string;
                    /** @description Leaves out what `upstream_status` would find. */
                    not_upstream_status?: string;
                    /** @description Leaves out what `user` would find. */
                    not_user?: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    operation?: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    provider?: string;
                    /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    requested_model?: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    session?: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    status?: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    stream?: string;
                    /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    tag?: string;
                    /** @description Comma-separated: requests that have all of them. */
                    tags?: string;
                    /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                    text?: string;
                    /**
                     * Format: date-time
                     * @description The moment after the last one, ISO 8601.
                     */
                    to: string;
                    /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    trace_id?: string;
                    /** @description What the provider called its error: its code, or else its type (`rate_limit_exceeded`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    upstream_code?: string;
                    /** @description HTTP status of the provider, of requests that failed. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    upstream_status?: string;
                    /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    deleteExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        removed: true;
                    };
                };
            };
        };
    };
    cancelExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    downloadExport: {
        parameters: {
            query?: {
                /** @description Id or name of the project to act in, where no header says so. */
                project?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description CSV with a head, or a JSON object a line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    getGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAddress"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "open" | "all";
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Invitation"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description May see prompts and answers. Null: as the role has it (a viewer may not).
                     * @default null
                     */
                    content?: boolean | null;
                    /** Format: email */
                    email: string;
                    /** @default [] */
                    project_roles?: {
                        /**
                         * @description May see prompts and answers. Null: as the role has it (a viewer may not).
                         * @default null
                         */
                        content?: boolean | null;
                        /** Format: uuid */
                        project_id: string;
                        /** @enum {string} */
                        role: "viewer" | "member" | "admin" | "owner";
                    }[];
                    /**
                     * @description In the organisation. Null: in projects only.
                     * @default null
                     */
                    role?: ("viewer" | "member" | "admin" | "owner") | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
        };
    };
    listKeyNames: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["KeyName"][];
                    };
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Id or name. */
                environment?: string;
                kind?: "gateway" | "management";
                limit?: number;
                status?: "active" | "expired" | "revoked" | "all";
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    allowed_models?: string[] | null;
                    /** @description Id or name; else the caller’s. */
                    environment?: string;
                    /** @default null */
                    expires_at?: string | null;
                    /**
                     * @default gateway
                     * @enum {string}
                     */
                    kind?: "gateway" | "management";
                    name: string;
                    owner?: {
                        id: string;
                        /** @enum {string} */
                        kind: "user" | "team" | "service";
                    };
                    scopes?: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedKey"];
                };
            };
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    allowed_models?: string[] | null;
                    expires_at?: string | null;
                    name?: string;
                    owner?: {
                        id: string;
                        /** @enum {string} */
                        kind: "user" | "team" | "service";
                    };
                    scopes?: ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "routes:read" | "routes:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedKey"];
                };
            };
        };
    };
    getLastRequest: {
        parameters: {
            query?: {
                /** @description Id of one; left out: of all that the project has. */
                environment?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LastRequest"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description Id of an environment; else of all. */
                environment?: string;
                /** @description 30 days ago unless set. */
                from?: string;
                /** @description stored: in a list that was set; live: named by a provider that has none; used: by a request of the range. All unless set. */
                sources?: string;
                /** @description Now unless set. */
                to?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Model"][];
                        /** @description What did not answer, or names no model: its models are missing here. */
                        missing: {
                            /** @description Null: the whole source. */
                            provider: string | null;
                            /** @enum {string} */
                            source: "live" | "used";
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    addModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 4096 */
                    context_tokens?: number;
                    /** @description Else the name of the file. */
                    name?: string;
                    /** @description Absolute path of a GGUF file on the server. */
                    path: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    removeModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
        };
    };
    updateOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
        };
    };
    createOwnerLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimeLink"];
                };
            };
        };
    };
    playgroundConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description As the OpenAI protocol has it. */
        requestBody: {
            content: {
                "application/json": {
                    model: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationEvent"];
                };
            };
        };
    };
    playgroundChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description As the OpenAI protocol has it. */
        requestBody: {
            content: {
                "application/json": {
                    model: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description As the OpenAI protocol has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    playgroundEmbeddings: {
        parameters: {
            query?: never;
            header?: {
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description As the OpenAI protocol has it. */
        requestBody: {
            content: {
                "application/json": {
                    model: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description As the OpenAI protocol has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    playgroundModels: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description As the OpenAI protocol has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listPrices: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Price"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Else now.
                     */
                    effective_from?: string;
                    model: string;
                    provider: string;
                    /**
                     * @description Holds for answers that say they were served at this tier (`service_tier`: flex, priority, batch) alone; null: at the standard one.
                     * @default null
                     */
                    service_tier?: string | null;
                    usd_per_million: {
                        audio_seconds?: string;
                        cache_write?: string;
                        cache_write_1h?: string;
                        cached_input?: string;
                        characters?: string;
                        code_executions?: string;
                        documents?: string;
                        file_searches?: string;
                        images?: string;
                        input?: string;
                        input_audio?: string;
                        input_images?: string;
                        input_video?: string;
                        made_images?: string;
                        output?: string;
                        output_audio?: string;
                        output_video?: string;
                        reasoning?: string;
                        requests?: string;
                        search_units?: string;
                        web_searches?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Price"];
                };
            };
        };
    };
    deletePrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
        };
    };
    updatePrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    effective_from?: string;
                    usd_per_million?: {
                        audio_seconds?: string;
                        cache_write?: string;
                        cache_write_1h?: string;
                        cached_input?: string;
                        characters?: string;
                        code_executions?: string;
                        documents?: string;
                        file_searches?: string;
                        images?: string;
                        input?: string;
                        input_audio?: string;
                        input_images?: string;
                        input_video?: string;
                        made_images?: string;
                        output?: string;
                        output_audio?: string;
                        output_video?: string;
                        reasoning?: string;
                        requests?: string;
                        search_units?: string;
                        web_searches?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Price"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Project"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Of web pages whose scripts may call the gateway with the project’s keys.
                     * @default []
                     */
                    allowed_origins?: string[];
                    /**
                     * @default full
                     * @enum {string}
                     */
                    capture?: "full" | "metadata" | "off";
                    name: string;
                    /**
                     * @description What becomes of a call whose provider speaks another protocol that cannot carry all of it: `refuse`: a 400 that names it; `drop`: it is sent without, and `x-signalbox-dropped` names it.
                     * @default refuse
                     * @enum {string}
                     */
                    on_unsupported?: "refuse" | "drop";
                    /** @default 30 */
                    retention_days?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of web pages whose scripts may call the gateway with the project’s keys. */
                    allowed_origins?: string[];
                    /** @enum {string} */
                    capture?: "full" | "metadata" | "off";
                    name?: string;
                    /**
                     * @description What becomes of a call whose provider speaks another protocol that cannot carry all of it: `refuse`: a 400 that names it; `drop`: it is sent without, and `x-signalbox-dropped` names it.
                     * @enum {string}
                     */
                    on_unsupported?: "refuse" | "drop";
                    retention_days?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    listProviders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Provider"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Clients may send these two headers themselves, and so choose who is billed. */
                    account_from_client?: boolean;
                    /** @description Of Azure: a dated one takes the older form of its API, which has the deployment in the address; null: the newer one. */
                    api_version?: string | null;
                    /**
                     * Format: uri
                     * @description Needed unless it is the preset's.
                     */
                    base_url?: string;
                    /**
                     * @description Write-only: encrypted at rest, never answered.
                     * @default null
                     */
                    credential?: string | null;
                    /**
                     * @description `caller`: clients log in at the host by themselves, with the gateway key in `x-signalbox-key`, and what they send for that is passed on untouched; no credential is stored.
                     * @enum {string}
                     */
                    credential_from?: "stored" | "caller";
                    /** @default true */
                    enabled?: boolean;
                    /**
                     * @description Further headers of every call. Write-only, like the credential.
                     * @default {}
                     */
                    headers?: {
                        [key: string]: string;
                    };
                    /**
                     * @description What it speaks: `openai` (unless set), `anthropic` (Messages), `gemini`, `cohere` or `bedrock`; `azure`: the OpenAI protocol at the addresses of Azure.
                     * @enum {string}
                     */
                    kind?: "openai" | "azure" | "anthropic" | "gemini" | "vertex" | "cohere" | "bedrock";
                    /**
                     * @description Names it is known to serve; null: any name is passed on.
                     * @default null
                     */
                    models?: string[] | null;
                    name: string;
                    /** @description Sent as `OpenAI-Organization`; null: none. */
                    openai_organization?: string | null;
                    /** @description Sent as `OpenAI-Project`; null: none. */
                    openai_project?: string | null;
                    /**
                     * @description A known host (GET /api/v1/providers/presets), which gives kind and base URL where they are left out.
                     * @enum {string}
                     */
                    preset?: "openai" | "anthropic" | "gemini" | "azure" | "vertex" | "bedrock" | "cohere" | "mistral" | "groq" | "xai" | "deepseek" | "together" | "fireworks" | "openrouter" | "perplexity" | "cerebras" | "ollama" | "vllm" | "llama-cpp" | "lm-studio";
                    /**
                     * @description For every project of the installation (owners only).
                     * @default false
                     */
                    shared?: boolean;
                    /** @description Whether a host that speaks the OpenAI protocol has its Responses API too; null: as is known of the host. */
                    speaks_responses?: boolean | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
        };
    };
    getProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
        };
    };
    deleteProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
        };
    };
    updateProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Clients may send these two headers themselves, and so choose who is billed. */
                    account_from_client?: boolean;
                    /** @description Of Azure: a dated one takes the older form of its API, which has the deployment in the address; null: the newer one. */
                    api_version?: string | null;
                    /**
                     * Format: uri
                     * @description Another URL drops the credential unless it is given too; so it does that clients log in by themselves.
                     */
                    base_url?: string;
                    credential?: string | null;
                    /**
                     * @description `caller`: clients log in at the host by themselves, with the gateway key in `x-signalbox-key`, and what they send for that is passed on untouched; no credential is stored.
                     * @enum {string}
                     */
                    credential_from?: "stored" | "caller";
                    enabled?: boolean;
                    /** @description Those that are named change, null takes one away, the others stay; another base URL drops them all. */
                    headers?: {
                        [key: string]: string | null;
                    };
                    /** @description Names it is known to serve; null: any name is passed on. */
                    models?: string[] | null;
                    /** @description Sent as `OpenAI-Organization`; null: none. */
                    openai_organization?: string | null;
                    /** @description Sent as `OpenAI-Project`; null: none. */
                    openai_project?: string | null;
                    /** @description A known host of the same kind; null: as its base URL tells. */
                    preset?: ("openai" | "anthropic" | "gemini" | "azure" | "vertex" | "bedrock" | "cohere" | "mistral" | "groq" | "xai" | "deepseek" | "together" | "fireworks" | "openrouter" | "perplexity" | "cerebras" | "ollama" | "vllm" | "llama-cpp" | "lm-studio") | null;
                    /** @description Whether a host that speaks the OpenAI protocol has its Responses API too; null: as is known of the host. */
                    speaks_responses?: boolean | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
        };
    };
    testProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The provider’s name of one; else its first. */
                    model?: string;
                    /**
                     * @description As what to call it; else as its name says.
                     * @enum {string}
                     */
                    task?: "chat" | "embeddings";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderTest"];
                };
            };
        };
    };
    orderProviders: {
        parameters: {
            query?: never;
            header?: {
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Every provider of the list, first to last. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Provider"][];
                    };
                };
            };
        };
    };
    listProviderPresets: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProviderPreset"][];
                    };
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query: {
                /** @description USD. */
                cost_max?: string;
                /** @description USD. */
                cost_min?: string;
                cursor?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                error_code?: string;
                /** @description First moment, ISO 8601. */
                from: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                http_status?: string;
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                key?: string;
                latency_max_ms?: number;
                latency_min_ms?: number;
                limit?: number;
                /** @description Of x-signalbox-metadata: `feature:search`; `feature` alone finds any value, `feature:` requests without it, an empty text those without any. Several are comma-separated (`\,` is a comma, `\:` a colon within a key): any of the values of one key, and all of the keys. */
                metadata?: string;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                model?: string;
                /** @description Leaves out what `environment` would find. */
                not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                not_key?: string;
                /** @description Leaves out what each of them would find. */
                not_metadata?: string;
                /** @description Leaves out what `model` would find. */
                not_model?: string;
                /** @description Leaves out what `operation` would find. */
                not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                not_session?: string;
                /** @description Leaves out what `status` would find. */
                not_status?: string;
                /** @description Leaves out what `stream` would find. */
                not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                not_trace_id?: string;
                /** @description Leaves out what `upstream_code` would find. */
                not_upstream_code?: string;
                /** @description Leaves out what `upstream_status` would find. */
                not_upstream_status?: string;
                /** @description Leaves out what `user` would find. */
                not_user?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                operation?: string;
                /** @description desc unless set. */
                order?: "desc" | "asc";
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                session?: string;
                /** @description started_at unless set. What has no value comes last in both orders. */
                sort?: "started_at" | "total_ms" | "ttft_ms" | "cost_usd" | "input_tokens" | "output_tokens";
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                text?: string;
                /** @description The moment after the last one, ISO 8601. */
                to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                trace_id?: string;
                /** @description What the provider called its error: its code, or else its type (`rate_limit_exceeded`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_code?: string;
                /** @description HTTP status of the provider, of requests that failed. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_status?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                user?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attempt_count: number;
                            cache_write_tokens: number | null;
                            cached_input_tokens: number | null;
                            cost_usd: string | null;
                            environment_id: string;
                            error_code: string | null;
                            http_status: number | null;
                            input: string | null;
                            input_tokens: number | null;
                            key_id: string;
                            metadata: {
                                [key: string]: string;
                            };
                            model: string | null;
                            operation: string;
                            output: string | null;
                            output_tokens: number | null;
                            overhead_ms: number | null;
                            parent_span_id: string | null;
                            provider: string | null;
                            reasoning_tokens: number | null;
                            request_id: string;
                            requested_model: string;
                            session: string | null;
                            started_at: string;
                            status: string;
                            stream: boolean;
                            tags: string[];
                            total_ms: number | null;
                            tpot_ms: number | null;
                            trace_id: string;
                            ttft_ms: number | null;
                            upstream_code: string | null;
                            upstream_status: number | null;
                            user: string | null;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempt_count: number;
                        /** @description Each call to a provider, with what it used and cost. */
                        attempts: {
                            attempt: number;
                            cache_write_tokens: number | null;
                            cached_input_tokens: number | null;
                            cost_usd: string | null;
                            credential_id: string | null;
                            end_ms: number;
                            error_code: string | null;
                            error_message: string | null;
                            first_byte_ms: number | null;
                            http_status: number | null;
                            input_tokens: number | null;
                            model: string;
                            output_tokens: number | null;
                            provider: string;
                            /** @description Why it was made: `first`; `retry`, the same target again; `rotate`, with another credential; `fallback`, another target; `hedge`, another one beside it, since it was slow; `without_usage`, again without asking for usage. Null: not recorded. */
                            reason: string | null;
                            reasoning_tokens: number | null;
                            start_ms: number;
                            status: string;
                            upstream_code: string | null;
                            upstream_request_id: string | null;
                            usage_by_kind: components["schemas"]["Usage"];
                        }[];
                        cache_write_tokens: number | null;
                        cached_input_tokens: number | null;
                        capture: string;
                        claimed_started_at: string | null;
                        conversation: {
                            answers: {
                                logprobs?: {
                                    bytes: number[] | null;
                                    logprob: number;
                                    token: string;
                                    top: {
                                        bytes: number[] | null;
                                        logprob: number;
                                        token: string;
                                    }[];
                                }[];
                                name: string | null;
                                parts: ({
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    citations?: {
                                        end: number | null;
                                        quoted: string | null;
                                        start: number | null;
                                        title: string | null;
                                        uri: string | null;
                                    }[];
                                    content: string;
                                    signature?: string;
                                    /** @enum {string} */
                                    type: "text";
                                } | {
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    detail?: string;
                                    source: {
                                        data: string;
                                        /** @enum {string} */
                                        kind: "inline";
                                        media_type: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "uri";
                                        media_type?: string;
                                        uri: string;
                                    } | {
                                        id: string;
                                        /** @enum {string} */
                                        kind: "file";
                                    };
                                    /** @enum {string} */
                                    type: "image";
                                } | {
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    name: string | null;
                                    source: {
                                        data: string;
                                        /** @enum {string} */
                                        kind: "inline";
                                        media_type: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "uri";
                                        media_type?: string;
                                        uri: string;
                                    } | {
                                        id: string;
                                        /** @enum {string} */
                                        kind: "file";
                                    };
                                    /** @enum {string} */
                                    type: "document";
                                } | {
                                    source: ({
                                        data: string;
                                        /** @enum {string} */
                                        kind: "inline";
                                        media_type: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "uri";
                                        media_type?: string;
                                        uri: string;
                                    } | {
                                        id: string;
                                        /** @enum {string} */
                                        kind: "file";
                                    }) | null;
                                    transcript: string | null;
                                    /** @enum {string} */
                                    type: "audio";
                                } | {
                                    hosted?: string;
                                    /** @enum {string} */
                                    type: "unknown";
                                    value: unknown;
                                } | {
                                    arguments: string;
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    id: string | null;
                                    /** @enum {string} */
                                    kind: "function" | "custom";
                                    name: string;
                                    signature?: string;
                                    /** @enum {string} */
                                    type: "tool_call";
                                } | {
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    content: ({
                                        /** @enum {string} */
                                        cache?: "5m" | "1h";
                                        citations?: {
                                            end: number | null;
                                            quoted: string | null;
                                            start: number | null;
                                            title: string | null;
                                            uri: string | null;
                                        }[];
                                        content: string;
                                        signature?: string;
                                        /** @enum {string} */
                                        type: "text";
                                    } | {
                                        /** @enum {string} */
                                        cache?: "5m" | "1h";
                                        detail?: string;
                                        source: {
                                            data: string;
                                            /** @enum {string} */
                                            kind: "inline";
                                            media_type: string;
                                        } | {
                                            /** @enum {string} */
                                            kind: "uri";
                                            media_type?: string;
                                            uri: string;
                                        } | {
                                            id: string;
                                            /** @enum {string} */
                                            kind: "file";
                                        };
                                        /** @enum {string} */
                                        type: "image";
                                    } | {
                                        /** @enum {string} */
                                        cache?: "5m" | "1h";
                                        name: string | null;
                                        source: {
                                            data: string;
                                            /** @enum {string} */
                                            kind: "inline";
                                            media_type: string;
                                        } | {
                                            /** @enum {string} */
                                            kind: "uri";
                                            media_type?: string;
                                            uri: string;
                                        } | {
                                            id: string;
                                            /** @enum {string} */
                                            kind: "file";
                                        };
                                        /** @enum {string} */
                                        type: "document";
                                    } | {
                                        source: ({
                                            data: string;
                                            /** @enum {string} */
                                            kind: "inline";
                                            media_type: string;
                                        } | {
                                            /** @enum {string} */
                                            kind: "uri";
                                            media_type?: string;
                                            uri: string;
                                        } | {
                                            id: string;
                                            /** @enum {string} */
                                            kind: "file";
                                        }) | null;
                                        transcript: string | null;
                                        /** @enum {string} */
                                        type: "audio";
                                    } | {
                                        hosted?: string;
                                        /** @enum {string} */
                                        type: "unknown";
                                        value: unknown;
                                    })[];
                                    failed?: boolean;
                                    id: string | null;
                                    /** @enum {string} */
                                    type: "tool_result";
                                } | {
                                    content: string;
                                    encrypted?: string;
                                    id?: string;
                                    signature: string | null;
                                    /** @enum {string} */
                                    type: "reasoning";
                                } | {
                                    content: string;
                                    /** @enum {string} */
                                    type: "refusal";
                                })[];
                                role: string;
                                stop_reason: string | null;
                                stop_sequence?: string;
                            }[];
                            error: string | null;
                            inputs: string[] | null;
                            messages: {
                                name: string | null;
                                parts: ({
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    citations?: {
                                        end: number | null;
                                        quoted: string | null;
                                        start: number | null;
                                        title: string | null;
                                        uri: string | null;
                                    }[];
                                    content: string;
                                    signature?: string;
                                    /** @enum {string} */
                                    type: "text";
                                } | {
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    detail?: string;
                                    source: {
                                        data: string;
                                        /** @enum {string} */
                                        kind: "inline";
                                        media_type: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "uri";
                                        media_type?: string;
                                        uri: string;
                                    } | {
                                        id: string;
                                        /** @enum {string} */
                                        kind: "file";
                                    };
                                    /** @enum {string} */
                                    type: "image";
                                } | {
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    name: string | null;
                                    source: {
                                        data: string;
                                        /** @enum {string} */
                                        kind: "inline";
                                        media_type: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "uri";
                                        media_type?: string;
                                        uri: string;
                                    } | {
                                        id: string;
                                        /** @enum {string} */
                                        kind: "file";
                                    };
                                    /** @enum {string} */
                                    type: "document";
                                } | {
                                    source: ({
                                        data: string;
                                        /** @enum {string} */
                                        kind: "inline";
                                        media_type: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "uri";
                                        media_type?: string;
                                        uri: string;
                                    } | {
                                        id: string;
                                        /** @enum {string} */
                                        kind: "file";
                                    }) | null;
                                    transcript: string | null;
                                    /** @enum {string} */
                                    type: "audio";
                                } | {
                                    hosted?: string;
                                    /** @enum {string} */
                                    type: "unknown";
                                    value: unknown;
                                } | {
                                    arguments: string;
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    id: string | null;
                                    /** @enum {string} */
                                    kind: "function" | "custom";
                                    name: string;
                                    signature?: string;
                                    /** @enum {string} */
                                    type: "tool_call";
                                } | {
                                    /** @enum {string} */
                                    cache?: "5m" | "1h";
                                    content: ({
                                        /** @enum {string} */
                                        cache?: "5m" | "1h";
                                        citations?: {
                                            end: number | null;
                                            quoted: string | null;
                                            start: number | null;
                                            title: string | null;
                                            uri: string | null;
                                        }[];
                                        content: string;
                                        signature?: string;
                                        /** @enum {string} */
                                        type: "text";
                                    } | {
                                        /** @enum {string} */
                                        cache?: "5m" | "1h";
                                        detail?: string;
                                        source: {
                                            data: string;
                                            /** @enum {string} */
                                            kind: "inline";
                                            media_type: string;
                                        } | {
                                            /** @enum {string} */
                                            kind: "uri";
                                            media_type?: string;
                                            uri: string;
                                        } | {
                                            id: string;
                                            /** @enum {string} */
                                            kind: "file";
                                        };
                                        /** @enum {string} */
                                        type: "image";
                                    } | {
                                        /** @enum {string} */
                                        cache?: "5m" | "1h";
                                        name: string | null;
                                        source: {
                                            data: string;
                                            /** @enum {string} */
                                            kind: "inline";
                                            media_type: string;
                                        } | {
                                            /** @enum {string} */
                                            kind: "uri";
                                            media_type?: string;
                                            uri: string;
                                        } | {
                                            id: string;
                                            /** @enum {string} */
                                            kind: "file";
                                        };
                                        /** @enum {string} */
                                        type: "document";
                                    } | {
                                        source: ({
                                            data: string;
                                            /** @enum {string} */
                                            kind: "inline";
                                            media_type: string;
                                        } | {
                                            /** @enum {string} */
                                            kind: "uri";
                                            media_type?: string;
                                            uri: string;
                                        } | {
                                            id: string;
                                            /** @enum {string} */
                                            kind: "file";
                                        }) | null;
                                        transcript: string | null;
                                        /** @enum {string} */
                                        type: "audio";
                                    } | {
                                        hosted?: string;
                                        /** @enum {string} */
                                        type: "unknown";
                                        value: unknown;
                                    })[];
                                    failed?: boolean;
                                    id: string | null;
                                    /** @enum {string} */
                                    type: "tool_result";
                                } | {
                                    content: string;
                                    encrypted?: string;
                                    id?: string;
                                    signature: string | null;
                                    /** @enum {string} */
                                    type: "reasoning";
                                } | {
                                    content: string;
                                    /** @enum {string} */
                                    type: "refusal";
                                })[];
                                role: string;
                            }[];
                            output_schema: unknown;
                            parameters: {
                                [key: string]: unknown;
                            };
                            tools: {
                                /** @enum {string} */
                                cache?: "5m" | "1h";
                                description: string | null;
                                /** @enum {string} */
                                kind: "function" | "custom" | "hosted";
                                name: string;
                                parameters: unknown;
                                strict?: boolean;
                            }[];
                            usage: components["schemas"]["Usage"] | null;
                            vectors: {
                                count: number;
                                dimensions: number | null;
                            } | null;
                        } | null;
                        cost_by_kind_usd: {
                            [key: string]: string;
                        };
                        cost_usd: string | null;
                        environment_id: string;
                        error_code: string | null;
                        error_message: string | null;
                        expires_at: string;
                        finish_reasons: string[];
                        gateway: string;
                        http_status: number | null;
                        images: number | null;
                        input: string | null;
                        input_audio_tokens: number | null;
                        input_tokens: number | null;
                        key_id: string;
                        metadata: {
                            [key: string]: string;
                        };
                        model: string | null;
                        operation: string;
                        output: string | null;
                        output_audio_tokens: number | null;
                        output_chunks: number | null;
                        output_text: string | null;
                        output_tokens: number | null;
                        overhead_ms: number | null;
                        parent_span_id: string | null;
                        payload_dropped: boolean;
                        price_version: string | null;
                        protocol: string;
                        provider: string | null;
                        reasoning_tokens: number | null;
                        request_body: {
                            content: string;
                            /** @enum {string} */
                            encoding: "utf-8" | "base64";
                        } | null;
                        request_bytes: number;
                        request_id: string;
                        requested_model: string;
                        response_body: {
                            content: string;
                            /** @enum {string} */
                            encoding: "utf-8" | "base64";
                        } | null;
                        response_bytes: number;
                        response_content_type: string | null;
                        response_id: string | null;
                        response_model: string | null;
                        route: string | null;
                        route_version: number | null;
                        session: string | null;
                        started_at: string;
                        status: string;
                        steps_ms: {
                            [key: string]: number;
                        };
                        stream: boolean;
                        system_fingerprint: string | null;
                        tags: string[];
                        total_ms: number | null;
                        tpot_ms: number | null;
                        trace_id: string;
                        ttft_ms: number | null;
                        upstream_code: string | null;
                        /** @description The provider's own id of the last attempt, by which its support finds it. */
                        upstream_request_id: string | null;
                        upstream_status: number | null;
                        usage_by_kind: components["schemas"]["Usage"];
                        user: string | null;
                    };
                };
            };
        };
    };
    listRoutes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description The route of this name only. */
                name?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Route"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createRoute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    /** @description What has the next target asked. */
                    fallback_on?: ("error" | "rate_limit" | "credential" | "context_overflow" | "content_filter" | "model_not_found")[];
                    /** @default null */
                    hedge_after_ms?: number | null;
                    /**
                     * @description Why it is changed, for those who read its versions.
                     * @default null
                     */
                    message?: string | null;
                    /** @description What clients name as `model`. */
                    name: string;
                    /** @default 1 */
                    retries?: number;
                    /**
                     * @description The first whose condition holds says the targets.
                     * @default []
                     */
                    rules?: {
                        name: string;
                        targets: {
                            model: string;
                            /** @default 1 */
                            order?: number;
                            /** @default {} */
                            timeouts?: {
                                connect_ms?: number;
                                first_byte_ms?: number;
                                idle_ms?: number;
                                total_ms?: number;
                            };
                            /** @default 1 */
                            weight?: number;
                        }[];
                        when: {
                            input_tokens?: {
                                below?: number;
                                min?: number;
                            };
                            metadata?: {
                                [key: string]: string;
                            };
                            tags?: string[];
                            users?: string[];
                        };
                    }[];
                    /**
                     * @default order
                     * @enum {string}
                     */
                    strategy?: "order" | "weighted" | "latency" | "cost";
                    /** @description At least one; where it is the only one, the route is an alias. */
                    targets: {
                        model: string;
                        /** @default 1 */
                        order?: number;
                        /** @default {} */
                        timeouts?: {
                            connect_ms?: number;
                            first_byte_ms?: number;
                            idle_ms?: number;
                            total_ms?: number;
                        };
                        /** @default 1 */
                        weight?: number;
                    }[];
                    /**
                     * @description Unless a target has its own.
                     * @default {}
                     */
                    timeouts?: {
                        connect_ms?: number;
                        first_byte_ms?: number;
                        idle_ms?: number;
                        total_ms?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRoute"];
                };
            };
        };
    };
    getRoute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Route"];
                };
            };
        };
    };
    deleteRoute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedRoute"];
                };
            };
        };
    };
    updateRoute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    /** @description What has the next target asked. */
                    fallback_on?: ("error" | "rate_limit" | "credential" | "context_overflow" | "content_filter" | "model_not_found")[];
                    /** @description After so long without a first byte the next target is called too; null: never. */
                    hedge_after_ms?: number | null;
                    /** @description Why it is changed, for those who read its versions. */
                    message?: string | null;
                    /** @description What clients name as `model`. */
                    name?: string;
                    /** @description How often a target is called again before the next one, where that may help. */
                    retries?: number;
                    /** @description The first whose condition holds says the targets. */
                    rules?: {
                        name: string;
                        targets: {
                            model: string;
                            /** @default 1 */
                            order?: number;
                            /** @default {} */
                            timeouts?: {
                                connect_ms?: number;
                                first_byte_ms?: number;
                                idle_ms?: number;
                                total_ms?: number;
                            };
                            /** @default 1 */
                            weight?: number;
                        }[];
                        when: {
                            input_tokens?: {
                                below?: number;
                                min?: number;
                            };
                            metadata?: {
                                [key: string]: string;
                            };
                            tags?: string[];
                            users?: string[];
                        };
                    }[];
                    /** @enum {string} */
                    strategy?: "order" | "weighted" | "latency" | "cost";
                    /** @description At least one; where it is the only one, the route is an alias. */
                    targets?: {
                        model: string;
                        /** @default 1 */
                        order?: number;
                        /** @default {} */
                        timeouts?: {
                            connect_ms?: number;
                            first_byte_ms?: number;
                            idle_ms?: number;
                            total_ms?: number;
                        };
                        /** @default 1 */
                        weight?: number;
                    }[];
                    /** @description Unless a target has its own. */
                    timeouts?: {
                        connect_ms?: number;
                        first_byte_ms?: number;
                        idle_ms?: number;
                        total_ms?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRoute"];
                };
            };
        };
    };
    restoreRoute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why it is changed, for those who read its versions. */
                    message?: string | null;
                    /** @description The one that it shall be as again. */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRoute"];
                };
            };
        };
    };
    listRouteVersions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RouteVersion"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query: {
                /** @description USD. */
                cost_max?: string;
                /** @description USD. */
                cost_min?: string;
                cursor?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                error_code?: string;
                /** @description First moment, ISO 8601. */
                from: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                http_status?: string;
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                key?: string;
                latency_max_ms?: number;
                latency_min_ms?: number;
                limit?: number;
                /** @description Of x-signalbox-metadata: `feature:search`; `feature` alone finds any value, `feature:` requests without it, an empty text those without any. Several are comma-separated (`\,` is a comma, `\:` a colon within a key): any of the values of one key, and all of the keys. */
                metadata?: string;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                model?: string;
                /** @description Leaves out what `environment` would find. */
                not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                not_key?: string;
                /** @description Leaves out what each of them would find. */
                not_metadata?: string;
                /** @description Leaves out what `model` would find. */
                not_model?: string;
                /** @description Leaves out what `operation` would find. */
                not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                not_session?: string;
                /** @description Leaves out what `status` would find. */
                not_status?: string;
                /** @description Leaves out what `stream` would find. */
                not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                not_trace_id?: string;
                /** @description Leaves out what `upstream_code` would find. */
                not_upstream_code?: string;
                /** @description Leaves out what `upstream_status` would find. */
                not_upstream_status?: string;
                /** @description Leaves out what `user` would find. */
                not_user?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                operation?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                session?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                text?: string;
                /** @description The moment after the last one, ISO 8601. */
                to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                trace_id?: string;
                /** @description What the provider called its error: its code, or else its type (`rate_limit_exceeded`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_code?: string;
                /** @description HTTP status of the provider, of requests that failed. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_status?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                user?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            cost_usd: string | null;
                            errors: number;
                            first_at: string;
                            input_tokens: number | null;
                            last_at: string;
                            last_input: string | null;
                            length_ms: number;
                            models: string[];
                            output_tokens: number | null;
                            priced_requests: number;
                            requests: number;
                            session: string;
                            users: string[];
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
        };
    };
    getTrace: {
        parameters: {
            query?: {
                /** @description Only requests from here on: a range finds them sooner. */
                from?: string;
                /** @description Only requests before this moment. */
                to?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                trace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description It has more requests than are here, which are the first ones. */
                        more: boolean;
                        /** @description Each behind its parent and what is under the siblings before it. */
                        spans: {
                            /** @description The number of an attempt. */
                            attempt: number | null;
                            cost_usd: string | null;
                            /** @description Null: not known. */
                            end_ms: number | null;
                            error_code: string | null;
                            input_tokens: number | null;
                            /**
                             * @description `caller`: a span of the application, known from traceparent only, drawn where it holds some requests apart from others and as long as these. `step`: of the gateway. `attempt`: one call to a provider.
                             * @enum {string}
                             */
                            kind: "caller" | "request" | "step" | "attempt";
                            /** @description The model that was asked for, the step, `provider/model` of an attempt. */
                            name: string;
                            operation: string | null;
                            output_tokens: number | null;
                            /** @description Of this tree; null: it stands at the top. */
                            parent_span_id: string | null;
                            /** @description The request that it is or belongs to; null of a caller’s. */
                            request_id: string | null;
                            /** @description 16 digits. Of a request the last ones of its id, which `traceparent` of a call beneath it names; of a caller’s span as the caller named it. */
                            span_id: string;
                            /** @description Since the trace began. */
                            start_ms: number;
                            /** @description Of a request or an attempt. */
                            status: string | null;
                        }[];
                        /** @description When its first request began. */
                        started_at: string;
                        totals: {
                            cost_usd: string | null;
                            /** @description Failed and interrupted ones. */
                            errors: number;
                            /** @description Sums of what is known; null where nothing is. */
                            input_tokens: number | null;
                            models: string[];
                            output_tokens: number | null;
                            /** @description How many requests the cost covers. */
                            priced_requests: number;
                            requests: number;
                            sessions: string[];
                            /** @description From the first beginning to the last end; null: of one the end is not known. */
                            total_ms: number | null;
                            /** @description Each once, in the order of their first request. */
                            users: string[];
                        };
                        trace_id: string;
                    };
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query: {
                /** @description Adds `usage_by_kind`: what was used, of every kind that is known. */
                by_kind?: "true" | "false";
                /** @description USD. */
                cost_max?: string;
                /** @description USD. */
                cost_min?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                error_code?: string;
                /** @description First moment, ISO 8601. */
                from: string;
                group_by?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                http_status?: string;
                /** @description Buckets by the clocks of `time_zone`; left out: the whole range. */
                interval?: "minute" | "5_minutes" | "15_minutes" | "hour" | "3_hours" | "day" | "week" | "month";
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                key?: string;
                latency_max_ms?: number;
                latency_min_ms?: number;
                /** @description The first groups only. Not together with `interval`. */
                limit?: number;
                /** @description Of x-signalbox-metadata: `feature:search`; `feature` alone finds any value, `feature:` requests without it, an empty text those without any. Several are comma-separated (`\,` is a comma, `\:` a colon within a key): any of the values of one key, and all of the keys. */
                metadata?: string;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                model?: string;
                /** @description Leaves out what `environment` would find. */
                not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                not_key?: string;
                /** @description Leaves out what each of them would find. */
                not_metadata?: string;
                /** @description Leaves out what `model` would find. */
                not_model?: string;
                /** @description Leaves out what `operation` would find. */
                not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                not_session?: string;
                /** @description Leaves out what `status` would find. */
                not_status?: string;
                /** @description Leaves out what `stream` would find. */
                not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                not_trace_id?: string;
                /** @description Leaves out what `upstream_code` would find. */
                not_upstream_code?: string;
                /** @description Leaves out what `upstream_status` would find. */
                not_upstream_status?: string;
                /** @description Leaves out what `user` would find. */
                not_user?: string;
                /** @description Leaves out so many groups before those of `limit`. */
                offset?: number;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                operation?: string;
                /** @description desc unless set. */
                order?: "desc" | "asc";
                /** @description Of the groups; requests unless set. What has no value comes last in both orders. */
                order_by?: "requests" | "errors" | "error_rate" | "cost_usd" | "tokens" | "input_tokens" | "output_tokens" | "total_ms_mean";
                /** @description Adds p50, p95 and p99 of each time, within 1% of the value: of answered requests, the overhead of all. */
                percentiles?: "true" | "false";
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                session?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                text?: string;
                /** @description A name of the IANA database, such as Europe/Berlin, in which days, weeks (from Monday) and months begin; UTC unless set. */
                time_zone?: string;
                /** @description The moment after the last one, ISO 8601. */
                to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                trace_id?: string;
                /** @description What the provider called its error: its code, or else its type (`rate_limit_exceeded`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_code?: string;
                /** @description HTTP status of the provider, of requests that failed. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                upstream_status?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                user?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            aborted: number;
                            cache_write_tokens: number | null;
                            cached_input_tokens: number | null;
                            cost_usd: string | null;
                            environment?: string | number | boolean | null;
                            error_code?: string | number | boolean | null;
                            errors: number;
                            http_status?: string | number | boolean | null;
                            input_tokens: number | null;
                            key?: string | number | boolean | null;
                            metadata?: {
                                [key: string]: string | null;
                            };
                            metadata_key?: string | number | boolean | null;
                            metered_requests: number;
                            model?: string | number | boolean | null;
                            operation?: string | number | boolean | null;
                            output_tokens: number | null;
                            percentiles?: {
                                overhead_ms: {
                                    p50: number;
                                    p95: number;
                                    p99: number;
                                } | null;
                                total_ms: {
                                    p50: number;
                                    p95: number;
                                    p99: number;
                                } | null;
                                tpot_ms: {
                                    p50: number;
                                    p95: number;
                                    p99: number;
                                } | null;
                                ttft_ms: {
                                    p50: number;
                                    p95: number;
                                    p99: number;
                                } | null;
                            };
                            priced_requests: number;
                            provider?: string | number | boolean | null;
                            reasoning_tokens: number | null;
                            requested_model?: string | number | boolean | null;
                            requests: number;
                            session?: string | number | boolean | null;
                            start?: string;
                            status?: string | number | boolean | null;
                            stream?: string | number | boolean | null;
                            tag?: string | number | boolean | null;
                            total_ms_mean: number | null;
                            upstream_code?: string | number | boolean | null;
                            upstream_status?: string | number | boolean | null;
                            usage_by_kind?: components["schemas"]["Usage"];
                            user?: string | number | boolean | null;
                        }[];
                    };
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description May see prompts and answers. Null: as the role has it (a viewer may not). */
                    content?: boolean | null;
                    disabled?: boolean;
                    /** @description The projects to change; others stay. A null role takes the project away. */
                    project_roles?: {
                        /**
                         * @description May see prompts and answers. Null: as the role has it (a viewer may not).
                         * @default null
                         */
                        content?: boolean | null;
                        /** Format: uuid */
                        project_id: string;
                        role: ("viewer" | "member" | "admin" | "owner") | null;
                    }[];
                    role?: ("viewer" | "member" | "admin" | "owner") | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedUser"];
                };
            };
        };
    };
    listKeysOfUser: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PersonKey"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    listViews: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description The page that it is of, such as requests. */
                page?: string;
            };
            header?: {
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["View"][];
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description The page that it is of, such as requests. */
                    page: string;
                    /** @description What the page’s address has from its question mark on. */
                    search: string;
                    /** @default false */
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedView"];
                };
            };
        };
    };
    updateView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: another state answers 412. */
                "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                "x-signalbox-project"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description What the page’s address has from its question mark on. */
                    search?: string;
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
        };
    };
}
