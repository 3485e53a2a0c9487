{{/* What the chart decides, as environment: it outranks the ConfigMap, so ports and probes cannot drift apart. */}}
{{- define "service.environment" -}}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: {{ .Values.ports.http | quote }}
- name: QUARKUS_MANAGEMENT_HOST
  value: 0.0.0.0
- name: QUARKUS_MANAGEMENT_PORT
  value: {{ .Values.ports.management | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%ds" (int .Values.shutdown.timeoutSeconds) }}
- name: CATCHWATER_WEB_HOSTS
  value: {{ include "service.hosts" . | quote }}
- name: CATCHWATER_WEB_KEY_FILE
  value: /var/lib/catchwater/keys
- name: CATCHWATER_WEB_ADMIN_KEY_FILE
  value: /var/lib/catchwater/admin.key
{{ include "service.secret" (list "CATCHWATER_WEB_CURSOR_KEY" .Values.keys.secret.name .Values.keys.secret.cursorKey) }}
{{- with .Values.datasource }}
{{- $address := printf "postgresql://%s:%d/%s" .host (int .port) .database }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ printf "jdbc:%s" $address | quote }}
- name: QUARKUS_DATASOURCE_REACTIVE_URL
  value: {{ $address | quote }}
{{ include "service.secret" (list "QUARKUS_DATASOURCE_USERNAME" .secret.name .secret.usernameKey) }}
{{ include "service.secret" (list "QUARKUS_DATASOURCE_PASSWORD" .secret.name .secret.passwordKey) }}
{{- end }}
{{- with .Values.redis }}
{{ include "service.secret" (list "QUARKUS_REDIS_HOSTS" .secret.name .secret.hostsKey) }}
{{- end }}
{{- with include "service.routes.environment" . | trim }}
{{ . }}
{{- end }}
{{- range $name, $from := .Values.secrets }}
{{ include "service.secret" (list $name $from.name $from.key) }}
{{- end }}
{{- end -}}

{{- define "service.secret" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end -}}

{{/* The names under which the service answers: those of its Service, and the public ones. */}}
{{- define "service.hosts" -}}
{{- $name := include "service.fullname" . -}}
{{- $scoped := printf "%s.%s" $name .Release.Namespace -}}
{{- concat (list $name $scoped (printf "%s.svc" $scoped) (printf "%s.svc.cluster.local" $scoped)) .Values.hosts | join "," -}}
{{- end -}}
