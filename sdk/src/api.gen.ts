// Written by `npm run generate` from openapi.json.

export interface paths {
    readonly "/api/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who changed what in the project, newest first; for owners and admins of it also in the organisation.
         * @description Needs the scope `audit:read`.
         */
        readonly get: operations["listAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/accept-invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Uses an invitation: makes the person with a password of their own, and signs in.
         * @description Needs neither key nor sign-in.
         */
        readonly post: operations["acceptInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who calls, the projects that they may enter and what they may do in each.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        readonly get: operations["getMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Changes the name of the person who is signed in.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        readonly patch: operations["updateMe"];
        readonly trace?: never;
    };
    readonly "/api/v1/auth/owner": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Uses a one-time owner link: makes this person an owner with this password, or gives them a new one, and signs in.
         * @description Needs neither key nor sign-in.
         */
        readonly post: operations["becomeOwner"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Changes the password of the person who is signed in, and ends their other sign-ins.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        readonly post: operations["changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sign-in": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Signs a person in: sets the cookie of the session. Attempts are limited by address and by account.
         * @description Needs neither key nor sign-in.
         */
        readonly post: operations["signIn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sign-ins": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Where the person is signed in, newest first.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        readonly get: operations["listSignIns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sign-ins/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Ends a sign-in of one’s own: its next call is refused, and its tokens by every gateway.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        readonly delete: operations["revokeSignIn"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sign-out": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ends the sign-in that calls.
         * @description Needs a key or a sign-in, with whatever scopes.
         */
        readonly post: operations["signOut"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/environments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The environments of the project, oldest first.
         * @description Needs the scope `projects:read`.
         */
        readonly get: operations["listEnvironments"];
        readonly put?: never;
        /**
         * Adds an environment to the project.
         * @description Needs the scope `projects:write`.
         */
        readonly post: operations["createEnvironment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/invitations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Invitations, newest first: those to the project; to admins of the organisation, all.
         * @description Needs the scope `people:read`.
         */
        readonly get: operations["listInvitations"];
        readonly put?: never;
        /**
         * Invites a person: the link in the answer is shown this once and opens for 7 days. It takes the place of an earlier one.
         * @description Needs the scope `people:write`.
         */
        readonly post: operations["createInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/invitations/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Takes an invitation back: its link opens no longer.
         * @description Needs the scope `people:write`.
         */
        readonly delete: operations["revokeInvitation"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The keys of the project, newest first.
         * @description Needs the scope `keys:read`; with `keys:own` it is about one's own only.
         */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /**
         * Creates a key. The whole key is in this answer and never again.
         * @description Needs the scope `keys:write`; with `keys:own` it is about one's own only.
         */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One key, without its secret.
         * @description Needs the scope `keys:read`; with `keys:own` it is about one's own only.
         */
        readonly get: operations["getKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revokes a key, and names the processes that no longer take it. Again: the same answer.
         * @description Needs the scope `keys:write`; with `keys:own` it is about one's own only.
         */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Changes what a key may do, its name, owner or expiry.
         * @description Needs the scope `keys:write`; with `keys:own` it is about one's own only.
         */
        readonly patch: operations["updateKey"];
        readonly trace?: never;
    };
    readonly "/api/v1/models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The models that are known by name, by provider in order. A provider without a list passes any name on.
         * @description Needs the scope `models:read`.
         */
        readonly get: operations["listModels"];
        readonly put?: never;
        /**
         * Serves a GGUF file on the server as a local chat model. Owners only.
         * @description Needs the scope `models:write`.
         */
        readonly post: operations["addModel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/models/local/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * No longer serves a local model; its file stays. Owners only.
         * @description Needs the scope `models:write`.
         */
        readonly delete: operations["removeModel"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/organisation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The organisation that the caller belongs to.
         * @description Needs the scope `projects:read`.
         */
        readonly get: operations["getOrganisation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Renames the organisation. Owners only.
         * @description Needs the scope `projects:write`.
         */
        readonly patch: operations["updateOrganisation"];
        readonly trace?: never;
    };
    readonly "/api/v1/owner-links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Makes a one-time link, valid for 24 hours, by which somebody becomes an owner or gets a new password. Owners only.
         * @description Needs the scope `people:write`.
         */
        readonly post: operations["createOwnerLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/playground/v1/chat/completions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A chat completion by a gateway of this host, streamed where that is asked for.
         * @description Needs the scope `inference`.
         */
        readonly post: operations["playgroundChat"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/playground/v1/embeddings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Embeddings by a gateway of this host.
         * @description Needs the scope `inference`.
         */
        readonly post: operations["playgroundEmbeddings"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/playground/v1/models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The models that the caller may call and that are known by name.
         * @description Needs the scope `inference`.
         */
        readonly get: operations["playgroundModels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/prices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The project’s own prices, newest first. What they leave out is priced by the public table.
         * @description Needs the scope `models:read`.
         */
        readonly get: operations["listPrices"];
        readonly put?: never;
        /**
         * Sets an own price of a model, in force from a moment on. It changes no cost already recorded.
         * @description Needs the scope `models:write`.
         */
        readonly post: operations["createPrice"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/prices/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Removes an own price: from now on the one before it holds, or the public table.
         * @description Needs the scope `models:write`.
         */
        readonly delete: operations["deletePrice"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Corrects an own price. It changes no cost already recorded.
         * @description Needs the scope `models:write`.
         */
        readonly patch: operations["updatePrice"];
        readonly trace?: never;
    };
    readonly "/api/v1/projects": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The projects that the caller may see, newest first.
         * @description Needs the scope `projects:read`.
         */
        readonly get: operations["listProjects"];
        readonly put?: never;
        /**
         * Creates a project with the environments development, staging and production. Owners only.
         * @description Needs the scope `projects:write`.
         */
        readonly post: operations["createProject"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/projects/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One project.
         * @description Needs the scope `projects:read`.
         */
        readonly get: operations["getProject"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Changes the name of a project, what is captured of its requests, and for how many days.
         * @description Needs the scope `projects:write`.
         */
        readonly patch: operations["updateProject"];
        readonly trace?: never;
    };
    readonly "/api/v1/providers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The providers of the project, in the order in which a bare model name is looked up.
         * @description Needs the scope `providers:read`.
         */
        readonly get: operations["listProviders"];
        readonly put?: never;
        /**
         * Adds a host that speaks the OpenAI protocol; it comes last in the order of bare names.
         * @description Needs the scope `providers:write`.
         */
        readonly post: operations["createProvider"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/providers/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One provider, without its credential.
         * @description Needs the scope `providers:read`.
         */
        readonly get: operations["getProvider"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Removes a provider and its credential.
         * @description Needs the scope `providers:write`.
         */
        readonly delete: operations["deleteProvider"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Changes a provider. Another base URL drops the credential unless that is given too.
         * @description Needs the scope `providers:write`.
         */
        readonly patch: operations["updateProvider"];
        readonly trace?: never;
    };
    readonly "/api/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Lists sessions, the one with the newest request first.
         * @description Needs the scope `traces:read`.
         */
        readonly get: operations["listSessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/traces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Lists requests, newest first or in the order of a column.
         * @description Needs the scope `traces:read`.
         */
        readonly get: operations["listTraces"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/traces/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Shows a request by its id, or every request of a trace by the id of the trace, with bodies.
         * @description Needs the scope `traces:read`.
         */
        readonly get: operations["getTrace"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/usage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Adds up requests, tokens and cost by any dimension and interval.
         * @description Needs the scope `usage:read`.
         */
        readonly get: operations["getUsage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The people of the organisation, newest first; a key sees those of its project.
         * @description Needs the scope `people:read`.
         */
        readonly get: operations["listUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Changes a person’s roles or right to content, or disables them: in force with the answer.
         * @description Needs the scope `people:write`.
         */
        readonly patch: operations["updateUser"];
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly ApiError: {
            readonly error: {
                readonly code: string;
                readonly details?: {
                    readonly [key: string]: unknown;
                };
                readonly message: string;
                readonly next: string;
                readonly request_id: string;
            };
        };
        readonly AuditEvent: {
            /** @description `key.create`, `provider.update`, … */
            readonly action: string;
            readonly actor: {
                readonly id: string | null;
                readonly kind: string;
                /** @description Of a person or key, as it is now. */
                readonly name: string | null;
            };
            readonly after: unknown;
            readonly at: string;
            readonly before: unknown;
            /** Format: uuid */
            readonly id: string;
            readonly ip: string | null;
            readonly project_id: string | null;
            readonly request_id: string | null;
            readonly target: {
                readonly id: string | null;
                readonly kind: string;
            };
        };
        readonly ChangedKey: {
            readonly acknowledged: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            /** @description `provider/model` or `provider/*`; null: every model. */
            readonly allowed_models: readonly string[] | null;
            readonly created_at: string;
            readonly created_by: string | null;
            readonly environment: string;
            /** Format: uuid */
            readonly environment_id: string;
            readonly expires_at: string | null;
            readonly generation: number;
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            readonly last_used_at: string | null;
            readonly missing: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly name: string;
            readonly owner: {
                readonly id: string;
                /** @enum {string} */
                readonly kind: "user" | "team" | "service";
            };
            /** Format: uuid */
            readonly project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            readonly public_id: string;
            readonly revoked_at: string | null;
            readonly scopes: readonly ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            readonly version: number;
        };
        readonly ChangedUser: {
            readonly acknowledged: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly content: boolean | null;
            readonly created_at: string;
            readonly disabled_at: string | null;
            readonly email: string;
            readonly generation: number;
            /** Format: uuid */
            readonly id: string;
            /** @description Of any sign-in of the last 30 days. */
            readonly last_seen_at: string | null;
            readonly missing: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly name: string;
            readonly project_roles: readonly {
                readonly content: boolean | null;
                readonly project: string;
                /** Format: uuid */
                readonly project_id: string;
                /** @enum {string} */
                readonly role: "viewer" | "member" | "admin" | "owner";
            }[];
            readonly role: ("viewer" | "member" | "admin" | "owner") | null;
            readonly version: number;
        };
        readonly CreatedInvitation: {
            readonly content: boolean | null;
            readonly created_at: string;
            readonly email: string;
            readonly expires_at: string;
            /** Format: uuid */
            readonly id: string;
            /** @description Name of the person, or id of the key. */
            readonly invited_by: string | null;
            /** @description Shown this once: a path to be resolved against the address of the console. */
            readonly link: string;
            readonly project_roles: readonly {
                readonly content: boolean | null;
                readonly project: string;
                /** Format: uuid */
                readonly project_id: string;
                /** @enum {string} */
                readonly role: "viewer" | "member" | "admin" | "owner";
            }[];
            readonly role: ("viewer" | "member" | "admin" | "owner") | null;
            /** @enum {string} */
            readonly status: "open" | "expired" | "accepted" | "revoked";
        };
        readonly CreatedKey: {
            readonly acknowledged: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            /** @description `provider/model` or `provider/*`; null: every model. */
            readonly allowed_models: readonly string[] | null;
            readonly created_at: string;
            readonly created_by: string | null;
            readonly environment: string;
            /** Format: uuid */
            readonly environment_id: string;
            readonly expires_at: string | null;
            readonly generation: number;
            /** Format: uuid */
            readonly id: string;
            /** @description The whole key, shown this once: only a hash of it is stored. */
            readonly key: string;
            /** @enum {string} */
            readonly kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            readonly last_used_at: string | null;
            readonly missing: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly name: string;
            readonly owner: {
                readonly id: string;
                /** @enum {string} */
                readonly kind: "user" | "team" | "service";
            };
            /** Format: uuid */
            readonly project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            readonly public_id: string;
            readonly revoked_at: string | null;
            readonly scopes: readonly ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            readonly version: number;
        };
        readonly EndedSignIn: {
            readonly acknowledged: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly ended_at: string;
            readonly generation: number;
            /** Format: uuid */
            readonly id: string;
            readonly missing: readonly {
                readonly process: string;
                readonly role: string;
            }[];
        };
        readonly Environment: {
            readonly created_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** Format: uuid */
            readonly project_id: string;
        };
        readonly Invitation: {
            readonly content: boolean | null;
            readonly created_at: string;
            readonly email: string;
            readonly expires_at: string;
            /** Format: uuid */
            readonly id: string;
            /** @description Name of the person, or id of the key. */
            readonly invited_by: string | null;
            readonly project_roles: readonly {
                readonly content: boolean | null;
                readonly project: string;
                /** Format: uuid */
                readonly project_id: string;
                /** @enum {string} */
                readonly role: "viewer" | "member" | "admin" | "owner";
            }[];
            readonly role: ("viewer" | "member" | "admin" | "owner") | null;
            /** @enum {string} */
            readonly status: "open" | "expired" | "accepted" | "revoked";
        };
        readonly Key: {
            /** @description `provider/model` or `provider/*`; null: every model. */
            readonly allowed_models: readonly string[] | null;
            readonly created_at: string;
            readonly created_by: string | null;
            readonly environment: string;
            /** Format: uuid */
            readonly environment_id: string;
            readonly expires_at: string | null;
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "gateway" | "management";
            /** @description When its latest request began; of a management key true to a minute. Null: never. */
            readonly last_used_at: string | null;
            readonly name: string;
            readonly owner: {
                readonly id: string;
                /** @enum {string} */
                readonly kind: "user" | "team" | "service";
            };
            /** Format: uuid */
            readonly project_id: string;
            /** @description `sbx_<id>`: the part of the key that may be shown. */
            readonly public_id: string;
            readonly revoked_at: string | null;
            readonly scopes: readonly ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            readonly version: number;
        };
        readonly Me: {
            /** @description To be sent as `x-csrf-token` with every call but GET. Null: a key calls. */
            readonly csrf_token: string | null;
            readonly organisation: {
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
            };
            readonly projects: readonly {
                readonly environments: readonly {
                    /** Format: uuid */
                    readonly id: string;
                    readonly name: string;
                }[];
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                readonly role: ("viewer" | "member" | "admin" | "owner") | null;
                readonly scopes: readonly ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
            }[];
            /** @description In the organisation. Null: in single projects only, or a key. */
            readonly role: ("viewer" | "member" | "admin" | "owner") | null;
            /** @description Null: a key calls. */
            readonly user: {
                readonly email: string;
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                /** Format: uuid */
                readonly sign_in_id: string;
            } | null;
        };
        readonly Model: {
            /** @description Null: not known. */
            readonly context_tokens: number | null;
            /** @description `provider/name`: what a request names. */
            readonly id: string;
            readonly local: boolean;
            readonly name: string;
            readonly provider: string;
            /** @description Null: not known. */
            readonly task: ("chat" | "embeddings") | null;
        };
        readonly OneTimeLink: {
            readonly expires_at: string;
            /** @description Shown this once: a path to be resolved against the address of the console. */
            readonly link: string;
        };
        readonly Organisation: {
            readonly created_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly updated_at: string;
            readonly version: number;
        };
        readonly Price: {
            readonly created_at: string;
            readonly effective_from: string;
            /** Format: uuid */
            readonly id: string;
            readonly model: string;
            readonly project_id: string | null;
            readonly provider: string;
            readonly usd_per_million: {
                readonly [key: string]: string;
            };
            readonly version: number;
        };
        readonly Project: {
            /** @enum {string} */
            readonly capture: "full" | "metadata" | "off";
            readonly created_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly retention_days: number;
            readonly updated_at: string;
            readonly version: number;
        };
        readonly Provider: {
            readonly base_url: string;
            readonly created_at: string;
            readonly enabled: boolean;
            readonly has_credential: boolean;
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "openai" | "local" | "sandbox";
            /** @enum {string} */
            readonly managed_by: "console" | "api" | "file" | "environment";
            /** @description Names it is known to serve; null: any name is passed on. */
            readonly models: readonly string[] | null;
            readonly name: string;
            /** @description Order in which a bare model name is looked up. */
            readonly position: number;
            /** @description Null: every project of the installation. */
            readonly project_id: string | null;
            readonly updated_at: string;
            readonly version: number;
        };
        readonly Removed: {
            readonly generation: number;
            readonly id: string;
            /** @constant */
            readonly removed: true;
        };
        readonly RevokedKey: {
            readonly acknowledged: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly generation: number;
            /** Format: uuid */
            readonly id: string;
            readonly missing: readonly {
                readonly process: string;
                readonly role: string;
            }[];
            readonly revoked_at: string;
        };
        readonly SignIn: {
            readonly created_at: string;
            /** @description The one that asks. */
            readonly current: boolean;
            readonly expires_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly ip: string | null;
            /** @description True to a minute. */
            readonly last_seen_at: string;
            readonly user_agent: string | null;
        };
        readonly User: {
            readonly content: boolean | null;
            readonly created_at: string;
            readonly disabled_at: string | null;
            readonly email: string;
            /** Format: uuid */
            readonly id: string;
            /** @description Of any sign-in of the last 30 days. */
            readonly last_seen_at: string | null;
            readonly name: string;
            readonly project_roles: readonly {
                readonly content: boolean | null;
                readonly project: string;
                /** Format: uuid */
                readonly project_id: string;
                /** @enum {string} */
                readonly role: "viewer" | "member" | "admin" | "owner";
            }[];
            readonly role: ("viewer" | "member" | "admin" | "owner") | null;
            readonly version: number;
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
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                readonly action?: string;
                readonly actor?: string;
                readonly cursor?: string;
                readonly from?: string;
                readonly limit?: number;
                readonly target?: string;
                /** @description `key`, `user`, `provider`, … */
                readonly target_kind?: string;
                readonly to?: string;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AuditEvent"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly acceptInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                    /** @description 12 characters or more. */
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readonly getMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readonly updateMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readonly becomeOwner: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: email */
                    readonly email: string;
                    readonly name: string;
                    /** @description 12 characters or more. */
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readonly changePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly current: string;
                    /** @description 12 characters or more. */
                    readonly new: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {boolean} */
                        readonly done: true;
                    };
                };
            };
        };
    };
    readonly signIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readonly listSignIns: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["SignIn"][];
                        readonly next_cursor: null;
                    };
                };
            };
        };
    };
    readonly revokeSignIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EndedSignIn"];
                };
            };
        };
    };
    readonly signOut: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {boolean} */
                        readonly done: true;
                    };
                };
            };
        };
    };
    readonly listEnvironments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Environment"][];
                        readonly next_cursor: null;
                    };
                };
            };
        };
    };
    readonly createEnvironment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Environment"];
                };
            };
        };
    };
    readonly listInvitations: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly status?: "open" | "all";
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Invitation"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly createInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description May see prompts and answers. Null: as the role has it (a viewer may not).
                     * @default null
                     */
                    readonly content?: boolean | null;
                    /** Format: email */
                    readonly email: string;
                    /** @default [] */
                    readonly project_roles?: readonly {
                        /**
                         * @description May see prompts and answers. Null: as the role has it (a viewer may not).
                         * @default null
                         */
                        readonly content?: boolean | null;
                        /** Format: uuid */
                        readonly project_id: string;
                        /** @enum {string} */
                        readonly role: "viewer" | "member" | "admin" | "owner";
                    }[];
                    /**
                     * @description In the organisation. Null: in projects only.
                     * @default null
                     */
                    readonly role?: ("viewer" | "member" | "admin" | "owner") | null;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
        };
    };
    readonly revokeInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invitation"];
                };
            };
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                /** @description Id or name. */
                readonly environment?: string;
                readonly kind?: "gateway" | "management";
                readonly limit?: number;
                readonly status?: "active" | "expired" | "revoked" | "all";
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Key"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description `provider/model` or `provider/*`; null: every model.
                     * @default null
                     */
                    readonly allowed_models?: readonly string[] | null;
                    /** @description Id or name; else the caller’s. */
                    readonly environment?: string;
                    /** @default null */
                    readonly expires_at?: string | null;
                    /**
                     * @default gateway
                     * @enum {string}
                     */
                    readonly kind?: "gateway" | "management";
                    readonly name: string;
                    readonly owner?: {
                        readonly id: string;
                        /** @enum {string} */
                        readonly kind: "user" | "team" | "service";
                    };
                    readonly scopes?: readonly ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedKey"];
                };
            };
        };
    };
    readonly getKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Key"];
                };
            };
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RevokedKey"];
                };
            };
        };
    };
    readonly updateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description `provider/model` or `provider/*`; null: every model. */
                    readonly allowed_models?: readonly string[] | null;
                    readonly expires_at?: string | null;
                    readonly name?: string;
                    readonly owner?: {
                        readonly id: string;
                        /** @enum {string} */
                        readonly kind: "user" | "team" | "service";
                    };
                    readonly scopes?: readonly ("inference" | "traces:read" | "traces:content" | "usage:read" | "keys:read" | "keys:write" | "providers:read" | "providers:write" | "models:read" | "models:write" | "projects:read" | "projects:write" | "audit:read" | "system:read" | "people:read" | "people:write" | "keys:own")[];
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangedKey"];
                };
            };
        };
    };
    readonly listModels: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Model"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly addModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @default 4096 */
                    readonly context_tokens?: number;
                    /** @description Else the name of the file. */
                    readonly name?: string;
                    /** @description Absolute path of a GGUF file on the server. */
                    readonly path: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    readonly removeModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Removed"];
                };
            };
        };
    };
    readonly getOrganisation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Organisation"];
                };
            };
        };
    };
    readonly updateOrganisation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Organisation"];
                };
            };
        };
    };
    readonly createOwnerLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OneTimeLink"];
                };
            };
        };
    };
    readonly playgroundChat: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description As the OpenAI protocol has it. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly model: string;
                } & {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description As the OpenAI protocol has it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
    };
    readonly playgroundEmbeddings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description As the OpenAI protocol has it. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly model: string;
                } & {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description As the OpenAI protocol has it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
    };
    readonly playgroundModels: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description As the OpenAI protocol has it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
    };
    readonly listPrices: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Price"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly createPrice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * Format: date-time
                     * @description Else now.
                     */
                    readonly effective_from?: string;
                    readonly model: string;
                    readonly provider: string;
                    readonly usd_per_million: {
                        readonly [key: string]: string;
                    };
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Price"];
                };
            };
        };
    };
    readonly deletePrice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Removed"];
                };
            };
        };
    };
    readonly updatePrice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: date-time */
                    readonly effective_from?: string;
                    readonly usd_per_million?: {
                        readonly [key: string]: string;
                    };
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Price"];
                };
            };
        };
    };
    readonly listProjects: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Project"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly createProject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @default full
                     * @enum {string}
                     */
                    readonly capture?: "full" | "metadata" | "off";
                    readonly name: string;
                    /** @default 30 */
                    readonly retention_days?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    readonly getProject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    readonly updateProject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {string} */
                    readonly capture?: "full" | "metadata" | "off";
                    readonly name?: string;
                    readonly retention_days?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    readonly listProviders: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Provider"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly createProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and body answer the same for 24 hours without a second effect. */
                readonly "idempotency-key"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uri */
                    readonly base_url: string;
                    /**
                     * @description Write-only: encrypted at rest, never answered.
                     * @default null
                     */
                    readonly credential?: string | null;
                    /** @default true */
                    readonly enabled?: boolean;
                    /**
                     * @description Any host that speaks the OpenAI protocol.
                     * @default openai
                     * @enum {string}
                     */
                    readonly kind?: "openai";
                    /**
                     * @description Names it is known to serve; null: any name is passed on.
                     * @default null
                     */
                    readonly models?: readonly string[] | null;
                    readonly name: string;
                    /**
                     * @description For every project of the installation (owners only).
                     * @default false
                     */
                    readonly shared?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Provider"];
                };
            };
        };
    };
    readonly getProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Provider"];
                };
            };
        };
    };
    readonly deleteProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Removed"];
                };
            };
        };
    };
    readonly updateProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * Format: uri
                     * @description Another URL drops the credential unless it is given too.
                     */
                    readonly base_url?: string;
                    readonly credential?: string | null;
                    readonly enabled?: boolean;
                    /** @description Names it is known to serve; null: any name is passed on. */
                    readonly models?: readonly string[] | null;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Provider"];
                };
            };
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query: {
                /** @description USD. */
                readonly cost_max?: string;
                /** @description USD. */
                readonly cost_min?: string;
                readonly cursor?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly error_code?: string;
                /** @description First moment, ISO 8601. */
                readonly from: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly http_status?: string;
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly key?: string;
                readonly latency_max_ms?: number;
                readonly latency_min_ms?: number;
                readonly limit?: number;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly model?: string;
                /** @description Leaves out what `environment` would find. */
                readonly not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                readonly not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                readonly not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                readonly not_key?: string;
                /** @description Leaves out what `model` would find. */
                readonly not_model?: string;
                /** @description Leaves out what `operation` would find. */
                readonly not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                readonly not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                readonly not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                readonly not_session?: string;
                /** @description Leaves out what `status` would find. */
                readonly not_status?: string;
                /** @description Leaves out what `stream` would find. */
                readonly not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                readonly not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                readonly not_trace_id?: string;
                /** @description Leaves out what `user` would find. */
                readonly not_user?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly operation?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly session?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                readonly tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                readonly text?: string;
                /** @description The moment after the last one, ISO 8601. */
                readonly to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly trace_id?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly user?: string;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly cost_usd: string | null;
                            readonly errors: number;
                            readonly first_at: string;
                            readonly input_tokens: number | null;
                            readonly last_at: string;
                            readonly last_input: string | null;
                            readonly models: readonly string[];
                            readonly output_tokens: number | null;
                            readonly priced_requests: number;
                            readonly requests: number;
                            readonly session: string;
                            readonly users: readonly string[];
                        }[];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly listTraces: {
        readonly parameters: {
            readonly query: {
                /** @description USD. */
                readonly cost_max?: string;
                /** @description USD. */
                readonly cost_min?: string;
                readonly cursor?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly error_code?: string;
                /** @description First moment, ISO 8601. */
                readonly from: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly http_status?: string;
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly key?: string;
                readonly latency_max_ms?: number;
                readonly latency_min_ms?: number;
                readonly limit?: number;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly model?: string;
                /** @description Leaves out what `environment` would find. */
                readonly not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                readonly not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                readonly not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                readonly not_key?: string;
                /** @description Leaves out what `model` would find. */
                readonly not_model?: string;
                /** @description Leaves out what `operation` would find. */
                readonly not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                readonly not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                readonly not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                readonly not_session?: string;
                /** @description Leaves out what `status` would find. */
                readonly not_status?: string;
                /** @description Leaves out what `stream` would find. */
                readonly not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                readonly not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                readonly not_trace_id?: string;
                /** @description Leaves out what `user` would find. */
                readonly not_user?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly operation?: string;
                /** @description desc unless set. */
                readonly order?: "desc" | "asc";
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly session?: string;
                /** @description started_at unless set. What has no value comes last in both orders. */
                readonly sort?: "started_at" | "total_ms" | "ttft_ms" | "cost_usd" | "input_tokens" | "output_tokens";
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                readonly tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                readonly text?: string;
                /** @description The moment after the last one, ISO 8601. */
                readonly to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly trace_id?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly user?: string;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly attempt_count: number;
                            readonly cache_write_tokens: number | null;
                            readonly cached_input_tokens: number | null;
                            readonly cost_usd: string | null;
                            readonly environment_id: string;
                            readonly error_code: string | null;
                            readonly http_status: number | null;
                            readonly input: string | null;
                            readonly input_tokens: number | null;
                            readonly key_id: string;
                            readonly model: string | null;
                            readonly operation: string;
                            readonly output: string | null;
                            readonly output_tokens: number | null;
                            readonly overhead_ms: number | null;
                            readonly provider: string | null;
                            readonly reasoning_tokens: number | null;
                            readonly request_id: string;
                            readonly requested_model: string;
                            readonly session: string | null;
                            readonly started_at: string;
                            readonly status: string;
                            readonly stream: boolean;
                            readonly tags: readonly string[];
                            readonly total_ms: number | null;
                            readonly tpot_ms: number | null;
                            readonly trace_id: string;
                            readonly ttft_ms: number | null;
                            readonly user: string | null;
                        }[];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly getTrace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly attempt_count: number;
                            readonly attempts: readonly {
                                readonly attempt: number;
                                readonly end_ms: number;
                                readonly error_code: string | null;
                                readonly first_byte_ms: number | null;
                                readonly http_status: number | null;
                                readonly model: string;
                                readonly provider: string;
                                readonly start_ms: number;
                                readonly status: string;
                            }[];
                            readonly cache_write_tokens: number | null;
                            readonly cached_input_tokens: number | null;
                            readonly capture: string;
                            readonly claimed_started_at: string | null;
                            readonly cost_by_kind_usd: {
                                readonly [key: string]: string;
                            };
                            readonly cost_usd: string | null;
                            readonly environment_id: string;
                            readonly error_code: string | null;
                            readonly error_message: string | null;
                            readonly expires_at: string;
                            readonly finish_reasons: readonly string[];
                            readonly gateway: string;
                            readonly http_status: number | null;
                            readonly images: number | null;
                            readonly input: string | null;
                            readonly input_audio_tokens: number | null;
                            readonly input_tokens: number | null;
                            readonly key_id: string;
                            readonly metadata: {
                                readonly [key: string]: string;
                            };
                            readonly model: string | null;
                            readonly operation: string;
                            readonly output: string | null;
                            readonly output_audio_tokens: number | null;
                            readonly output_chunks: number | null;
                            readonly output_text: string | null;
                            readonly output_tokens: number | null;
                            readonly overhead_ms: number | null;
                            readonly parent_span_id: string | null;
                            readonly payload_dropped: boolean;
                            readonly price_version: string | null;
                            readonly protocol: string;
                            readonly provider: string | null;
                            readonly reasoning_tokens: number | null;
                            readonly request_body: {
                                readonly content: string;
                                /** @enum {string} */
                                readonly encoding: "utf-8" | "base64";
                            } | null;
                            readonly request_bytes: number;
                            readonly request_id: string;
                            readonly requested_model: string;
                            readonly response_body: {
                                readonly content: string;
                                /** @enum {string} */
                                readonly encoding: "utf-8" | "base64";
                            } | null;
                            readonly response_bytes: number;
                            readonly response_content_type: string | null;
                            readonly response_id: string | null;
                            readonly response_model: string | null;
                            readonly session: string | null;
                            readonly started_at: string;
                            readonly status: string;
                            readonly steps_ms: {
                                readonly [key: string]: number;
                            };
                            readonly stream: boolean;
                            readonly system_fingerprint: string | null;
                            readonly tags: readonly string[];
                            readonly total_ms: number | null;
                            readonly tpot_ms: number | null;
                            readonly trace_id: string;
                            readonly ttft_ms: number | null;
                            readonly user: string | null;
                        }[];
                    };
                };
            };
        };
    };
    readonly getUsage: {
        readonly parameters: {
            readonly query: {
                /** @description USD. */
                readonly cost_max?: string;
                /** @description USD. */
                readonly cost_min?: string;
                /** @description Id of an environment. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly environment?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly error_code?: string;
                /** @description First moment, ISO 8601. */
                readonly from: string;
                readonly group_by?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly http_status?: string;
                /** @description Buckets in UTC; left out: the whole range. */
                readonly interval?: "minute" | "5_minutes" | "15_minutes" | "hour" | "3_hours" | "day" | "week" | "month";
                /** @description Id of the key that was used. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly key?: string;
                readonly latency_max_ms?: number;
                readonly latency_min_ms?: number;
                /** @description The first groups only. Not together with `interval`. */
                readonly limit?: number;
                /** @description As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`). Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly model?: string;
                /** @description Leaves out what `environment` would find. */
                readonly not_environment?: string;
                /** @description Leaves out what `error_code` would find. */
                readonly not_error_code?: string;
                /** @description Leaves out what `http_status` would find. */
                readonly not_http_status?: string;
                /** @description Leaves out what `key` would find. */
                readonly not_key?: string;
                /** @description Leaves out what `model` would find. */
                readonly not_model?: string;
                /** @description Leaves out what `operation` would find. */
                readonly not_operation?: string;
                /** @description Leaves out what `provider` would find. */
                readonly not_provider?: string;
                /** @description Leaves out what `requested_model` would find. */
                readonly not_requested_model?: string;
                /** @description Leaves out what `session` would find. */
                readonly not_session?: string;
                /** @description Leaves out what `status` would find. */
                readonly not_status?: string;
                /** @description Leaves out what `stream` would find. */
                readonly not_stream?: string;
                /** @description Leaves out what `tag` would find. */
                readonly not_tag?: string;
                /** @description Leaves out what `trace_id` would find. */
                readonly not_trace_id?: string;
                /** @description Leaves out what `user` would find. */
                readonly not_user?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly operation?: string;
                /** @description Of the groups, largest first; requests unless set. */
                readonly order_by?: "requests" | "errors" | "error_rate" | "cost_usd" | "tokens" | "total_ms_mean";
                /** @description Adds p50, p95 and p99 of each time, within 1% of the value. */
                readonly percentiles?: "true" | "false";
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly provider?: string;
                /** @description As asked for. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly requested_model?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly session?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly status?: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly stream?: string;
                /** @description Requests with at least one of them. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly tag?: string;
                /** @description Comma-separated: requests that have all of them. */
                readonly tags?: string;
                /** @description Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content. */
                readonly text?: string;
                /** @description The moment after the last one, ISO 8601. */
                readonly to: string;
                /** @description Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly trace_id?: string;
                /** @description End user, as given by x-signalbox-user. Several are comma-separated (`\,` is a comma); an empty one stands for "none". */
                readonly user?: string;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly aborted: number;
                            readonly cache_write_tokens: number | null;
                            readonly cached_input_tokens: number | null;
                            readonly cost_usd: string | null;
                            readonly environment?: string | number | boolean | null;
                            readonly error_code?: string | number | boolean | null;
                            readonly errors: number;
                            readonly http_status?: string | number | boolean | null;
                            readonly input_tokens: number | null;
                            readonly key?: string | number | boolean | null;
                            readonly metered_requests: number;
                            readonly model?: string | number | boolean | null;
                            readonly operation?: string | number | boolean | null;
                            readonly output_tokens: number | null;
                            readonly percentiles?: {
                                readonly overhead_ms: {
                                    readonly p50: number;
                                    readonly p95: number;
                                    readonly p99: number;
                                } | null;
                                readonly total_ms: {
                                    readonly p50: number;
                                    readonly p95: number;
                                    readonly p99: number;
                                } | null;
                                readonly tpot_ms: {
                                    readonly p50: number;
                                    readonly p95: number;
                                    readonly p99: number;
                                } | null;
                                readonly ttft_ms: {
                                    readonly p50: number;
                                    readonly p95: number;
                                    readonly p99: number;
                                } | null;
                            };
                            readonly priced_requests: number;
                            readonly provider?: string | number | boolean | null;
                            readonly reasoning_tokens: number | null;
                            readonly requested_model?: string | number | boolean | null;
                            readonly requests: number;
                            readonly session?: string | number | boolean | null;
                            readonly start?: string;
                            readonly status?: string | number | boolean | null;
                            readonly stream?: string | number | boolean | null;
                            readonly tag?: string | number | boolean | null;
                            readonly total_ms_mean: number | null;
                            readonly user?: string | number | boolean | null;
                        }[];
                    };
                };
            };
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: {
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["User"][];
                        readonly next_cursor: string | null;
                    };
                };
            };
        };
    };
    readonly updateUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that was read: another state answers 412. */
                readonly "if-match"?: string;
                /** @description With a cookie and no key: `csrf_token` of GET auth/me. */
                readonly "x-csrf-token"?: string;
                /** @description Id or name of the environment to act in. */
                readonly "x-signalbox-environment"?: string;
                /** @description Id or name of the project to act in: any that a person may enter; with a key, owners only. */
                readonly "x-signalbox-project"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description May see prompts and answers. Null: as the role has it (a viewer may not). */
                    readonly content?: boolean | null;
                    readonly disabled?: boolean;
                    /** @description The projects to change; others stay. A null role takes the project away. */
                    readonly project_roles?: readonly {
                        /**
                         * @description May see prompts and answers. Null: as the role has it (a viewer may not).
                         * @default null
                         */
                        readonly content?: boolean | null;
                        /** Format: uuid */
                        readonly project_id: string;
                        readonly role: ("viewer" | "member" | "admin" | "owner") | null;
                    }[];
                    readonly role?: ("viewer" | "member" | "admin" | "owner") | null;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangedUser"];
                };
            };
        };
    };
}
