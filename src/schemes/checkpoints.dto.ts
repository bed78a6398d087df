import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { PageLimit } from '../web/page.dto.js';

/** Which checkpoints are wanted. */
export class CheckpointsQuery extends PageLimit {
  @ApiPropertyOptional({
    description: 'Begin after the seal of this number.',
    pattern: '^[0-9]{1,15}$',
    example: '41',
  })
  @IsOptional()
  @Matches(/^\d{1,15}$/, { message: 'Write the number of a seal.' })
  readonly after?: string;
}

/** Who signed a checkpoint. */
export class SignatureView {
  @ApiProperty({
    description: 'The Ed25519 public key, 32 bytes in base64.',
    example: 'RXi0Nr0yQS4y5j8nFBqNfFWRpcJYb3Xn5wzvIsq3SkY=',
  })
  readonly publicKey!: string;

  @ApiProperty({ description: 'The signature over the text of the checkpoint, 64 bytes in base64.' })
  readonly signature!: string;
}

/** How far the book had come, and the root that fixes every entry up to there. */
export class CheckpointView {
  @ApiProperty({ description: 'Whose book it is.', example: 'galaxies/orbit' })
  readonly origin!: string;

  @ApiProperty({ description: 'The number of the seal.', type: 'integer', example: 42 })
  readonly seal!: number;

  @ApiProperty({ description: 'How many entries are sealed up to here.', type: 'integer', example: 1200 })
  readonly entries!: number;

  @ApiProperty({
    description: 'The root of the seal, 32 bytes in base64.',
    example: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  })
  readonly root!: string;

  @ApiProperty({
    description: 'When it was sealed.',
    format: 'date-time',
    example: '2026-11-22T09:00:00.000000Z',
  })
  readonly sealedAt!: string;

  @ApiProperty({ description: 'Who signed it; nobody when no key was configured.', type: [SignatureView] })
  readonly signatures!: SignatureView[];

  @ApiProperty({ description: 'The same as a C2SP signed note: print it, post it, keep it.' })
  readonly note!: string;
}

/** One page of checkpoints, oldest first. */
export class CheckpointsPage {
  @ApiProperty({ description: 'The checkpoints, oldest first.', type: [CheckpointView] })
  readonly checkpoints!: CheckpointView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: '42',
  })
  readonly next?: string;
}
