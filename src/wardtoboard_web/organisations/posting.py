"""Mail of this room: an invitation's link to whom it is for."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from wardtoboard_web.organisations.models import Invitation, Organisation


def mail_invitation(organisation: Organisation, invitation: Invitation, link: str) -> bool:
    """Send the link; gives False where the site sends no mail or the mail server refuses."""
    if not settings.SENDS_MAIL:
        return False
    words = {"organisation": organisation, "link": link}
    message = EmailMessage(
        subject=f"Invitation to Ward to Board from {organisation.name}",
        body=render_to_string("organisations/invitation_mail.jinja", words),
        to=[invitation.email],
    )
    try:
        return bool(message.send())
    except (smtplib.SMTPException, OSError):
        return False
